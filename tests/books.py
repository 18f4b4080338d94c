"""Emptying a test database whose books refuse to be emptied, and giving it back the rules it began with."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from unittest import mock

from django.apps import apps
from django.db import transaction
from django.db.backends.base.operations import BaseDatabaseOperations

never_changed = import_module("payments.migrations.0011_ledger_never_changed")
#: What writes the rules that a market begins with.
RULES = [
    import_module(name)
    for name in (
        "payments.migrations.0010_ledger_rules",
        "orders.migrations.0025_claim_deadlines",
        "orders.migrations.0027_first_payment_windows",
    )
]
flush = BaseDatabaseOperations.execute_sql_flush


def _flush_books_too(operations, sql_list):
    connection = operations.connection
    with transaction.atomic(using=connection.alias):
        with connection.cursor() as cursor:
            for statement in never_changed.UNDO[connection.vendor]:
                cursor.execute(statement)
        flush(operations, sql_list)
        with connection.cursor() as cursor:
            for statement in never_changed.SQLITE if connection.vendor == "sqlite" else never_changed.POSTGRES:
                cursor.execute(statement)
        for rules in RULES:
            rules.write(apps, None)


@contextmanager
def emptying_the_books():
    """Django's flush between tests, with the triggers of the books off for its moment."""
    with mock.patch.object(BaseDatabaseOperations, "execute_sql_flush", _flush_books_too):
        yield
