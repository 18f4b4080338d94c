"""Stock: promised to an order, given back, or sold. All of it by conditional UPDATE.

The condition is in the statement, so two buyers after the last unit are decided by the database and not by what
either of them read before (docs/locking.md). Lines are taken in the order of their stock record, so that two
baskets with the same goods never wait for each other in a circle.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection, transaction
from django.db.models import F

from events.catalogue import StockChanged
from events.outbox import record
from sellers.errors import OutOfStock, StockBelowReserved
from sellers.models import StockRecord


class NotInTransaction(RuntimeError):
    """Stock moves only together with the order that it moves for."""


def reserve_stock(*, quantities: Mapping[int, int]) -> None:
    """Promise units to an order: {stock record id: units}. Raises OutOfStock; then nothing was promised.

    Runs inside the transaction that writes the order.
    """
    for stock_id, quantity in _in_order(quantities):
        enough = StockRecord.objects.filter(pk=stock_id, num_in_stock__gte=F("num_allocated") + quantity)
        if not enough.update(num_allocated=F("num_allocated") + quantity):
            stock = StockRecord.objects.select_related("product").get(pk=stock_id)
            raise OutOfStock(
                product_id=stock.product_id,
                title=stock.product.title,
                wanted=quantity,
                available=stock.net_stock_level,
            )
    _announce(quantities)


def release_stock(*, quantities: Mapping[int, int]) -> None:
    """Give promised units back: {stock record id: units}."""
    for stock_id, quantity in _in_order(quantities):
        StockRecord.objects.filter(pk=stock_id).update(num_allocated=F("num_allocated") - quantity)
    _announce(quantities)


def sell_reserved_stock(*, quantities: Mapping[int, int]) -> None:
    """Promised units left the seller: {stock record id: units}. What buyers can still buy does not change."""
    for stock_id, quantity in _in_order(quantities):
        StockRecord.objects.filter(pk=stock_id).update(
            num_allocated=F("num_allocated") - quantity, num_in_stock=F("num_in_stock") - quantity
        )


@transaction.atomic
def count_stock(*, stock_id: int, available: int) -> None:
    """The producer says how many units can still be bought, on top of what is promised.

    Raises StockBelowReserved for a negative number.
    """
    if available < 0:
        raise StockBelowReserved(available=available)
    StockRecord.objects.filter(pk=stock_id).update(num_in_stock=F("num_allocated") + available)
    _announce({stock_id: available})


def _in_order(quantities: Mapping[int, int]) -> list[tuple[int, int]]:
    if not connection.in_atomic_block:
        raise NotInTransaction
    return sorted(quantities.items())


def _announce(quantities: Mapping[int, int]) -> None:
    for stock in StockRecord.objects.filter(pk__in=quantities).order_by("pk"):
        record(StockChanged(stock.product_id, stock.partner_id, available=stock.net_stock_level))
