"""The market as it would be without its condition: stock is looked at first and taken afterwards.

The page looks (as every shop's does, and all of them together: meeting.py), then units are promised whatever the row
says by then, and the database no longer minds. Only races import this; each has a database of its own to spoil.
"""

from __future__ import annotations

# First: it sets Django up, and what follows needs models.
from tests.races.meeting import application  # isort: split

from orders.services import placing
from sellers.models import StockRecord
from tests.races.forgetting import promise_anything

__all__ = ["application"]


def let_the_database_look_away() -> None:
    """Drop the CHECK that would refuse the sixth unit."""
    from django.db import connection

    rule = next(rule for rule in StockRecord._meta.constraints if rule.name == "stock_not_oversold")
    # SQLite makes the table anew, with what the model still names.
    StockRecord._meta.constraints.remove(rule)
    with connection.schema_editor() as editor:
        editor.remove_constraint(StockRecord, rule)
    connection.close()


placing.reserve_stock = promise_anything
let_the_database_look_away()
