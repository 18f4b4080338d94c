"""The database itself counts what goes back of each payment, and refuses more than was paid.

A row put into payment_refund, by whatever program, adds to `refunded_vnd` of its attempt; the CHECK there
(refunded_within_paid) refuses the row when the payment is too small. Amount and payment of a refund never change, and
on PostgreSQL none is removed (on SQLite emptying a test database must stay possible, for it knows no TRUNCATE).

On SQLite a later migration that rebuilds one of the two tables (AlterField, AddConstraint) has to drop these triggers
before and make them again after it: SQLite drops the triggers of a table with the table.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    """
    CREATE TRIGGER refund_counted AFTER INSERT ON payment_refund
    BEGIN
      UPDATE payment_paymentattempt SET refunded_vnd = refunded_vnd + NEW.amount_vnd WHERE id = NEW.attempt_id;
    END
    """,
    """
    CREATE TRIGGER refund_amount_fixed BEFORE UPDATE ON payment_refund
    WHEN NEW.amount_vnd <> OLD.amount_vnd OR NEW.attempt_id <> OLD.attempt_id
    BEGIN SELECT RAISE(ABORT, 'amount and payment of a refund never change'); END
    """,
)
POSTGRES = (
    """
    CREATE FUNCTION payment_refund_counted() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE payment_paymentattempt SET refunded_vnd = refunded_vnd + NEW.amount_vnd WHERE id = NEW.attempt_id;
      RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION payment_refund_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'amount and payment of a refund never change, and no refund is removed'
        USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER refund_counted AFTER INSERT ON payment_refund
    FOR EACH ROW EXECUTE FUNCTION payment_refund_counted()
    """,
    """
    CREATE TRIGGER refund_amount_fixed BEFORE UPDATE ON payment_refund
    FOR EACH ROW WHEN (NEW.amount_vnd <> OLD.amount_vnd OR NEW.attempt_id <> OLD.attempt_id)
    EXECUTE FUNCTION payment_refund_fixed()
    """,
    """
    CREATE TRIGGER refund_never_removed BEFORE DELETE ON payment_refund
    FOR EACH ROW EXECUTE FUNCTION payment_refund_fixed()
    """,
)
UNDO = {
    "sqlite": ("DROP TRIGGER IF EXISTS refund_counted", "DROP TRIGGER IF EXISTS refund_amount_fixed"),
    "postgresql": (
        "DROP TRIGGER IF EXISTS refund_counted ON payment_refund",
        "DROP TRIGGER IF EXISTS refund_amount_fixed ON payment_refund",
        "DROP TRIGGER IF EXISTS refund_never_removed ON payment_refund",
        "DROP FUNCTION IF EXISTS payment_refund_counted()",
        "DROP FUNCTION IF EXISTS payment_refund_fixed()",
    ),
}


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def unguard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("payment", "0012_refunds")]

    operations = [migrations.RunPython(guard, unguard)]
