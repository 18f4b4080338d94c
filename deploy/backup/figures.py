"""What must be the same before and after: rows of every table, orders, and the sums of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

from orders.models import Order
from payments.ledger.models import Account, Leg


class Connection(Protocol):
    """Django's, or Python's own for a SQLite file."""

    def cursor(self) -> Any:
        """A DB-API cursor."""


@dataclass(frozen=True)
class Figures:
    """`ledger` maps an account's kind (`vnpay`, `till` …) to its debits and credits in whole đồng."""

    rows: dict[str, int]
    orders: int
    ledger: dict[str, list[int]]

    def differences(self, other: Figures) -> Iterator[str]:
        """Each figure that is not the same, in words: ours, then the other's."""
        for name in sorted({*self.rows, *other.rows}):
            if self.rows.get(name) != other.rows.get(name):
                yield f"rows of {name}: {self.rows.get(name)} and {other.rows.get(name)}"
        for kind in sorted({*self.ledger, *other.ledger}):
            if self.ledger.get(kind) != other.ledger.get(kind):
                yield f"ledger {kind}: {self.ledger.get(kind)} and {other.ledger.get(kind)}"


def figures_of(database: Connection, tables: list[str]) -> Figures:
    """Count what a database holds. The tables' names come from the models, never from outside."""
    with closing(database.cursor()) as cursor:
        rows = {name: _number(cursor, f'SELECT COUNT(*) FROM "{name}"') for name in tables}  # noqa: S608
        ledger = _ledger(cursor, tables)
    return Figures(rows=rows, orders=rows.get(Order._meta.db_table, 0), ledger=ledger)


def market_tables() -> list[str]:
    """Tables of the market's models that the database has at this moment."""
    return sorted(connection.introspection.django_table_names(only_existing=True, include_views=False))


def _number(cursor: Any, query: str) -> int:
    cursor.execute(query)
    return int(cursor.fetchone()[0])


def _ledger(cursor: Any, tables: list[str]) -> dict[str, list[int]]:
    legs, accounts = Leg._meta.db_table, Account._meta.db_table
    if legs not in tables:
        return {}
    cursor.execute(
        f"SELECT a.code, SUM(l.debit_vnd), SUM(l.credit_vnd) FROM {legs} l"  # noqa: S608
        f" JOIN {accounts} a ON a.id = l.account_id GROUP BY a.code"
    )
    sums: dict[str, list[int]] = {}
    for code, debit, credit in cursor.fetchall():
        kind = sums.setdefault(code.partition(":")[0], [0, 0])
        kind[0], kind[1] = kind[0] + int(debit), kind[1] + int(credit)
    return sums
