"""Whether the commit of the transaction at hand waits until the disk has it.

PostgreSQL writes what was committed in its order: when one transaction is on the disk, all that were committed before
it are. So a power cut of the database takes only the last moments of those that did not wait, in one piece: work that
is marked as done in the same transaction is then simply not done yet. (SQLite has one writer and no such choice.)
"""

from __future__ import annotations

from django.db import connection


def need_not_wait() -> None:
    """What this transaction does is done again should the server lose it. Inside `transaction.atomic`."""
    _set("off")


def must_wait() -> None:
    """Something outside of the database will rely on this transaction. Inside `transaction.atomic`."""
    _set("DEFAULT")


def _set(how: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL synchronous_commit TO {how}")
