"""Making a backup while the market runs."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from deploy.backup.engines import database_dump
from deploy.backup.errors import BackupRefused
from deploy.backup.manifest import DUMP, Manifest, sha256_of
from deploy.backup.media import copy_out
from deploy.version import version


def make_backup(*, to: Path, now: datetime) -> Manifest:
    """Write a backup into the new folder `to`: it appears under that name only when it is whole.

    Raises BackupRefused; then nothing is left.
    """
    if to.exists():
        raise BackupRefused(f"{to} exists; a backup is never written over another")
    part = to.with_name(f".{to.name}.partial-{os.getpid()}")
    try:
        # It holds names and phone numbers: its folder is for its owner alone.
        part.mkdir(parents=True, mode=0o700)
        manifest = _fill(part, now)
        os.sync()
        part.rename(to)
    except OSError as trouble:
        raise BackupRefused(f"cannot write {trouble.filename or to} ({trouble.strerror})") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return manifest


def _fill(part: Path, now: datetime) -> Manifest:
    dump = database_dump()
    applied = tuple(sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations()))
    if not applied:
        raise BackupRefused("the database is empty: there is nothing to back up")
    # The database first: a photo that comes later is one too many, one that was copied too early would be missing.
    figures = dump.dump(part / DUMP)
    files = {DUMP: sha256_of(part / DUMP)} | copy_out(settings.MEDIA_ROOT, part)
    manifest = Manifest(
        made_at=now.isoformat(timespec="seconds"),
        version=version(),
        engine=dump.name,
        server=dump.server(),
        migrations=applied,
        figures=figures,
        files=files,
    )
    manifest.write(part)
    return manifest
