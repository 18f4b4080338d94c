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
    from django.db import connection
    from django.db.models import F

    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA ignore_check_constraints = ON")
    Voucher.objects.filter(pk=voucher.pk).update(num_orders=F("num_orders") + 1)
    VoucherApplication.objects.create(voucher=voucher, order_id=order_id)


def let_the_database_look_away() -> None:
    """Drop the CHECK that would refuse the second use; SQLite is told not to look by each connection."""
    from django.db import connection

    if connection.vendor != "sqlite":
        connection.cursor().execute("ALTER TABLE voucher_voucher DROP CONSTRAINT voucher_not_overused")
    connection.close()


discounting.take_use = take_anything
let_the_database_look_away()
