"""The database itself keeps the books: an entry is committed balanced or not at all, and nothing booked ever changes.

Balance. `total_vnd` of an entry is the sum of its debits and of its credits. PostgreSQL weighs them when the
transaction commits (deferred constraint triggers on entries and on legs), so it also finds legs that somebody adds
later. SQLite cannot wait for the commit with a trigger, but it does with foreign keys: legs are written first, their
entry last, and the entry's row is refused unless they balance; legs without an entry fail at commit, and an entry that
is there takes no more legs. There is one writer at a time, so nothing comes in between.

No change. UPDATE and DELETE are refused on both; TRUNCATE on PostgreSQL, SQLite has none.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

BOOKS = ("payment_account", "payment_entry", "payment_leg")
#: Rates and sales that entries were computed from.
FACTS = ("payment_sale", "payment_saleline", "payment_salereturn", "payment_salereturnline")

SQLITE = [
    """
CREATE TRIGGER payment_entry_balances AFTER INSERT ON payment_entry
WHEN NEW.total_vnd <> (SELECT COALESCE(SUM(debit_vnd), 0) FROM payment_leg WHERE entry_id = NEW.id)
OR NEW.total_vnd <> (SELECT COALESCE(SUM(credit_vnd), 0) FROM payment_leg WHERE entry_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the legs of an entry do not balance'); END
""",
    """
CREATE TRIGGER payment_leg_comes_first BEFORE INSERT ON payment_leg
WHEN EXISTS (SELECT 1 FROM payment_entry WHERE id = NEW.entry_id)
BEGIN SELECT RAISE(ABORT, 'an entry takes no more legs'); END
""",
    *(
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'what is booked is never changed or removed'); END"
        for table in BOOKS
        for act in ("UPDATE", "DELETE")
    ),
    *(
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'what is booked is never changed or removed'); END"
        for table in FACTS
    ),
]
POSTGRES = [
    """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what is booked is never changed or removed' USING ERRCODE = 'check_violation';
END $$
""",
    """
CREATE FUNCTION ledger_weigh() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE number bigint; wanted bigint; debits numeric; credits numeric;
BEGIN
    IF TG_TABLE_NAME = 'payment_leg' THEN number := NEW.entry_id; ELSE number := NEW.id; END IF;
    SELECT total_vnd INTO wanted FROM payment_entry WHERE id = number;
    SELECT COALESCE(SUM(debit_vnd), 0), COALESCE(SUM(credit_vnd), 0) INTO debits, credits
    FROM payment_leg WHERE entry_id = number;
    IF wanted IS DISTINCT FROM debits OR wanted IS DISTINCT FROM credits THEN
        RAISE EXCEPTION 'the legs of an entry do not balance' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$
""",
    *(
        f"CREATE CONSTRAINT TRIGGER {table}_balances AFTER INSERT ON {table} "
        f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_weigh()"
        for table in ("payment_entry", "payment_leg")
    ),
    *(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION ledger_refuse()"
        for table in BOOKS
    ),
    *(
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION ledger_refuse()"
        for table in FACTS
    ),
    *(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
        for table in (*BOOKS, *FACTS)
    ),
]
UNDO = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS payment_entry_balances",
        "DROP TRIGGER IF EXISTS payment_leg_comes_first",
        *(f"DROP TRIGGER IF EXISTS {table}_no_update" for table in BOOKS),
        *(f"DROP TRIGGER IF EXISTS {table}_no_delete" for table in (*BOOKS, *FACTS)),
    ],
    "postgresql": [
        *(f"DROP TRIGGER IF EXISTS {table}_balances ON {table}" for table in ("payment_entry", "payment_leg")),
        *(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}" for table in BOOKS),
        *(f"DROP TRIGGER IF EXISTS {table}_no_delete ON {table}" for table in FACTS),
        *(f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}" for table in (*BOOKS, *FACTS)),
        "DROP FUNCTION IF EXISTS ledger_weigh()",
        "DROP FUNCTION IF EXISTS ledger_refuse()",
    ],
}


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def unguard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("payment", "0010_ledger_rules")]

    operations = [migrations.RunPython(guard, unguard)]
