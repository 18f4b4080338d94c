"""Restoring a backup: everything is checked before anything is changed."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from deploy.backup.afterwards import settle_restored
from deploy.backup.engines import DatabaseDump, database_dump
from deploy.backup.errors import RestoreRefused
from deploy.backup.figures import figures_of, market_tables
from deploy.backup.manifest import DUMP, Manifest, check_files, read_manifest
from deploy.backup.media import copy_in, refuse_other_photos
from deploy.backup.moving import move_tables
from deploy.backup.postgresql import PostgresqlDump
from deploy.backup.sqlite import SqliteDump


def restore_backup(*, source: Path, overwrite: bool = False) -> tuple[Manifest, int]:
    """Put a backup back; its manifest, and how many deliveries were parked. Raises RestoreRefused."""
    manifest, dump = read_manifest(source), database_dump()
    _check(source, manifest, dump, overwrite)
    try:
        copy_in(source, manifest.files, settings.MEDIA_ROOT)
    except OSError as trouble:
        raise RestoreRefused(
            f"cannot write {trouble.filename} ({trouble.strerror}); the database is as it was"
        ) from None
    if overwrite:
        dump.clear()
    if _moves(manifest, dump):
        move_tables(source / DUMP, manifest)
    else:
        dump.load(source / DUMP)
    _compare(manifest)
    parked = settle_restored(made_at=manifest.made_at)
    cache.clear()
    return manifest, parked


def _check(source: Path, manifest: Manifest, dump: DatabaseDump, overwrite: bool) -> None:
    if manifest.engine != dump.name and not _moves(manifest, dump):
        raise RestoreRefused(f"the backup was made on {manifest.engine}, and DATABASE_URL names {dump.name}")
    _refuse_newer(manifest)
    if not overwrite:
        _refuse_filled()
    check_files(source, manifest)
    (SqliteDump() if _moves(manifest, dump) else dump).check(source / DUMP)
    if not overwrite:
        refuse_other_photos(source, manifest.files, settings.MEDIA_ROOT)


def _moves(manifest: Manifest, dump: DatabaseDump) -> bool:
    """Whether a village's market goes to PostgreSQL."""
    return (manifest.engine, dump.name) == (SqliteDump.name, PostgresqlDump.name)


def _refuse_newer(manifest: Manifest) -> None:
    known = MigrationLoader(None).disk_migrations
    # A squashed migration is remembered under the names of those it took the place of as well.
    ours = {".".join(key) for key in [*known, *(old for each in known.values() for old in each.replaces)]}
    if unknown := sorted(set(manifest.migrations) - ours):
        more = f" and {len(unknown) - 1} more" if len(unknown) > 1 else ""
        raise RestoreRefused(
            f"the backup is of release {manifest.version} and newer than this code, which has no {unknown[0]}{more}"
        )


def _refuse_filled() -> None:
    if tables := connection.introspection.table_names():
        raise RestoreRefused(
            f"the database is not empty ({len(tables)} tables): make a new one, or say --overwrite and lose it"
        )


def _compare(manifest: Manifest) -> None:
    now = figures_of(connection, market_tables())
    if differences := list(manifest.figures.differences(now)):
        raise RestoreRefused(f"restored, but not the same as what was backed up: {'; '.join(differences)}")
