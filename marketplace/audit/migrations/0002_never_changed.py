"""The database itself refuses to change an audit entry, and PostgreSQL to remove one.

SQLite knows no TRUNCATE: its DELETE stays open, for emptying a test database must stay possible.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE TRIGGER audit_never_changed BEFORE UPDATE ON audit_auditentry
BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END
"""
POSTGRES = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit entries are never changed or removed'; END $$;
CREATE TRIGGER audit_never_changed BEFORE UPDATE OR DELETE ON audit_auditentry
FOR EACH ROW EXECUTE FUNCTION audit_refuse();
"""
UNDO = {
    "sqlite": ("DROP TRIGGER IF EXISTS audit_never_changed",),
    "postgresql": (
        "DROP TRIGGER IF EXISTS audit_never_changed ON audit_auditentry",
        "DROP FUNCTION IF EXISTS audit_refuse()",
    ),
}


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES)


def unguard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
