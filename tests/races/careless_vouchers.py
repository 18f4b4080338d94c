"""The market as it would be without the condition on a voucher: it is looked at first and used afterwards.

The page looks (all of them together: meeting.py), then a use is taken whatever the row says by then, and the database
no longer minds. Only races import this; each has a database of its own to spoil.
"""

from __future__ import annotations

# First: it sets Django up, and what follows needs models.
from tests.races.meeting import application  # isort: split

from orders.services import discounting
from promotions.vouchers.models import Voucher, VoucherApplication

__all__ = ["application"]


def take_anything(*, voucher: Voucher, order_id: int, **_: object) -> None:
    """`take_use` without `num_orders < most_orders`."""
    from django.db.models import F

    Voucher.objects.filter(pk=voucher.pk).update(num_orders=F("num_orders") + 1)
    VoucherApplication.objects.create(voucher=voucher, order_id=order_id)


def let_the_database_look_away() -> None:
    """Drop the CHECK that would refuse the second use."""
    from django.db import connection

    rule = next(rule for rule in Voucher._meta.constraints if rule.name == "voucher_not_overused")
    # SQLite makes the table anew, with what the model still names.
    Voucher._meta.constraints.remove(rule)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Voucher, rule)
    connection.close()


discounting.take_use = take_anything
let_the_database_look_away()
