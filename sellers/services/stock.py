"""Stock: promised to an order, given back, or sold. All of it by conditional UPDATE.

The condition is in the statement, so two buyers after the last unit are decided by the database and not by what
either of them read before (docs/locking.md). Lines are taken in the order of their stock record, so that two
baskets with the same goods never wait for each other in a circle. Each change leaves a StockMovement in the same
transaction: the numbers of a record are at all times the sums of its movements.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection, transaction
from django.db.models import F

from base import clock
from events.catalogue import StockChanged
from events.outbox import record_all
from sellers.errors import OutOfStock, StockBelowReserved
from sellers.models import StockMovement, StockRecord

Kind = StockMovement.Kind


class NotInTransaction(RuntimeError):
    """Stock moves only together with the order that it moves for."""


def reserve_stock(*, quantities: Mapping[int, int], order_number: str, with_safety_stock: bool = False) -> None:
    """Promise units to an order: {stock record id: units}. Raises OutOfStock; then nothing was promised.

    Runs inside the transaction that writes the order. The safety stock is left alone unless the goods are seen.
    """
    held_back = 0 if with_safety_stock else F("safety_stock")
    for stock_id, quantity in _in_order(quantities):
        enough = StockRecord.objects.filter(pk=stock_id, num_in_stock__gte=F("num_allocated") + held_back + quantity)
        if not enough.update(num_allocated=F("num_allocated") + quantity):
            raise _out_of_stock(stock_id, quantity)
    _write_movements(Kind.RESERVED, {stock_id: (0, units) for stock_id, units in quantities.items()}, order_number)
    _announce(quantities)


def release_stock(*, quantities: Mapping[int, int], order_number: str) -> None:
    """Give promised units of an order back: {stock record id: units}."""
    for stock_id, quantity in _in_order(quantities):
        StockRecord.objects.filter(pk=stock_id).update(num_allocated=F("num_allocated") - quantity)
    _write_movements(Kind.RELEASED, {stock_id: (0, -units) for stock_id, units in quantities.items()}, order_number)
    _announce(quantities)


def sell_reserved_stock(*, quantities: Mapping[int, int], order_number: str) -> None:
    """Promised units left the seller: {stock record id: units}. What buyers can still buy does not change."""
    for stock_id, quantity in _in_order(quantities):
        StockRecord.objects.filter(pk=stock_id).update(
            num_allocated=F("num_allocated") - quantity, num_in_stock=F("num_in_stock") - quantity
        )
    _write_movements(Kind.SOLD, {stock_id: (-units, -units) for stock_id, units in quantities.items()}, order_number)


@transaction.atomic
def count_stock(*, stock_id: int, available: int) -> None:
    """The producer says how many units can still be bought, on top of what is promised and of the safety stock.

    Nothing left to buy means that nothing is kept back either. Raises StockBelowReserved for a negative number.
    """
    if available < 0:
        raise StockBelowReserved(available=available)
    stock = StockRecord.objects.select_for_update().get(pk=stock_id)
    counted = stock.num_allocated + (available + stock.safety_stock if available else 0)
    _set_in_stock(stock, counted)


@transaction.atomic
def set_safety_stock(*, stock_id: int, units: int) -> None:
    """Keep so many units back from buyers on the web. What lies there does not change, what can be bought does."""
    StockRecord.objects.filter(pk=stock_id).update(safety_stock=units)
    _announce({stock_id: units})


def open_stock(*, stocks: list[StockRecord]) -> None:
    """Write the first movement of new stock records: what they begin with."""
    StockMovement.objects.bulk_create(
        StockMovement(stock=stock, kind=Kind.OPENING, in_stock=stock.num_in_stock, moved_at=clock.now())
        for stock in stocks
    )


def _set_in_stock(stock: StockRecord, counted: int) -> None:
    change = counted - stock.num_in_stock
    StockRecord.objects.filter(pk=stock.pk).update(num_in_stock=counted)
    _write_movements(Kind.COUNTED, {stock.pk: (change, 0)})
    _announce({stock.pk: counted})


def _out_of_stock(stock_id: int, wanted: int) -> OutOfStock:
    stock = StockRecord.objects.select_related("product").get(pk=stock_id)
    return OutOfStock(
        product_id=stock.product_id, title=stock.product.title, wanted=wanted, available=stock.net_stock_level
    )


def _in_order(quantities: Mapping[int, int]) -> list[tuple[int, int]]:
    if not connection.in_atomic_block:
        raise NotInTransaction
    return sorted(quantities.items())


def _write_movements(kind: Kind, changes: Mapping[int, tuple[int, int]], order_number: str = "") -> None:
    StockMovement.objects.bulk_create(
        StockMovement(
            stock_id=stock_id,
            kind=kind,
            in_stock=in_stock,
            allocated=allocated,
            order_number=order_number,
            moved_at=clock.now(),
        )
        for stock_id, (in_stock, allocated) in sorted(changes.items())
    )


def _announce(quantities: Mapping[int, int]) -> None:
    stocks = StockRecord.objects.filter(pk__in=quantities).order_by("pk")
    record_all([StockChanged(stock.product_id, stock.partner_id, available=stock.net_stock_level) for stock in stocks])
