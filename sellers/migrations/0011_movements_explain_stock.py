"""What lies in stock already gets an opening movement, and the database refuses to change a movement.

SQLite knows no TRUNCATE: its DELETE stays open, for emptying a test database must stay possible.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

BATCH = 2000
SQLITE = """
CREATE TRIGGER stock_movement_never_changed BEFORE UPDATE ON partner_stockmovement
BEGIN SELECT RAISE(ABORT, 'stock movements are never changed'); END
"""
POSTGRES = """
CREATE FUNCTION stock_movement_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'stock movements are never changed'; END $$;
CREATE TRIGGER stock_movement_never_changed BEFORE UPDATE ON partner_stockmovement
FOR EACH ROW EXECUTE FUNCTION stock_movement_refuse();
"""
UNDO = {
    "sqlite": ("DROP TRIGGER IF EXISTS stock_movement_never_changed",),
    "postgresql": (
        "DROP TRIGGER IF EXISTS stock_movement_never_changed ON partner_stockmovement",
        "DROP FUNCTION IF EXISTS stock_movement_refuse()",
    ),
}


def open_books(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    StockRecord, StockMovement = apps.get_model("partner", "StockRecord"), apps.get_model("partner", "StockMovement")
    now = timezone.now()
    rows = StockRecord.objects.order_by("pk").values_list("pk", "num_in_stock", "num_allocated")
    StockMovement.objects.bulk_create(
        (
            StockMovement(stock_id=pk, kind="opening", in_stock=in_stock, allocated=allocated, moved_at=now)
            for pk, in_stock, allocated in rows.iterator(chunk_size=BATCH)
        ),
        batch_size=BATCH,
    )


def forget_books(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("partner", "StockMovement").objects.all().delete()


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES)


def unguard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("partner", "0010_stock_movements")]

    operations = [migrations.RunPython(open_books, forget_books), migrations.RunPython(guard, unguard)]
