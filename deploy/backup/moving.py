"""From SQLite to PostgreSQL: the tables of a village's backup, row by row, into a schema that `migrate` makes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from base.env import sqlite_database
from deploy.backup.errors import RestoreRefused
from deploy.backup.manifest import Manifest

#: The alias under which the backup's database is read meanwhile.
VILLAGE = "village"
AT_ONCE = 500


def move_tables(dump: Path, manifest: Manifest) -> None:
    """Fill the empty database that the settings name. Raises RestoreRefused when the releases are not the same."""
    call_command("migrate", interactive=False, verbosity=0)
    applied = {".".join(key) for key in MigrationRecorder(connection).applied_migrations()}
    if missing := sorted(applied - set(manifest.migrations)):
        raise RestoreRefused(
            f"the backup is of an older schema (it has no {missing[0]}): upgrade the old market first; "
            "the new database now holds an empty schema"
        )
    connections.databases[VILLAGE] = connections.configure_settings({VILLAGE: sqlite_database(dump), "default": {}})[
        VILLAGE
    ]
    try:
        with transaction.atomic():
            _empty_tables()
            for model in _models():
                _copy(model)
            _set_counters()
    finally:
        connections[VILLAGE].close()


def _models() -> list[type[models.Model]]:
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def _empty_tables() -> None:
    # `migrate` has put roles, permissions and the like there, under numbers of its own. Row by row: the books refuse
    # TRUNCATE even while they are empty.
    with connection.cursor() as cursor:
        for model in _models():
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608


def _copy(model: type[models.Model]) -> None:
    """Foreign keys are looked at when the transaction ends, so any order will do."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    rows = iter(model._base_manager.using(VILLAGE).order_by("pk").iterator(chunk_size=AT_ONCE))
    manager: Any = model._base_manager
    while some := list(islice(rows, AT_ONCE)):
        manager._insert(list(_with_keys(some)), fields=fields, using="default", raw=True)


def _with_keys(rows: list[models.Model]) -> Iterator[models.Model]:
    for row in rows:
        row._state.db = "default"
        yield row


def _set_counters() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
