"""`manage.py migrate` that never makes the market wait: on PostgreSQL it gives up a lock it cannot have soon."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as Migrate
from django.db import OperationalError, connections

from marketplace.starting import refuse_without_database

#: A statement that waits for a lock makes everybody behind it wait too, so it does not wait long.
LOCK_TIMEOUT = "5s"
#: Building an index on a large table takes minutes; what takes longer is cut into steps.
STATEMENT_TIMEOUT = "15min"
CUT_SHORT = ("lock timeout", "statement timeout")


class Command(Migrate):
    """Django's own, with MIGRATE_LOCK_TIMEOUT and MIGRATE_STATEMENT_TIMEOUT (PostgreSQL's units: 5s, 15min)."""

    help = "Bring the schema up to date; on PostgreSQL give up a lock or a statement that takes too long."

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_without_database()
        with _timeouts(str(options["database"])):
            super().handle(*args, **options)


@contextmanager
def _timeouts(alias: str) -> Iterator[None]:
    connection = connections[alias]
    if connection.vendor != "postgresql":
        yield
        return
    limits = {
        "lock_timeout": os.environ.get("MIGRATE_LOCK_TIMEOUT", LOCK_TIMEOUT),
        "statement_timeout": os.environ.get("MIGRATE_STATEMENT_TIMEOUT", STATEMENT_TIMEOUT),
    }
    with connection.cursor() as cursor:
        for name, limit in limits.items():
            cursor.execute("SELECT set_config(%s, %s, false)", [name, limit])
    try:
        yield
    except OperationalError as trouble:
        if not any(word in str(trouble) for word in CUT_SHORT):
            raise
        raise CommandError(
            f"{str(trouble).splitlines()[0]}: the migration that was under way is undone, those before it stand; "
            "run `migrate` again in a quieter minute"
        ) from None
    finally:
        with connection.cursor() as cursor:
            for name in limits:
                cursor.execute(f"RESET {name}")
