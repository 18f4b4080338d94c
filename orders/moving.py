"""Moving along the table of transitions, by conditional UPDATE: of two commands at once, one finds nothing to move."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from base import clock
from events.orders import SellerOrderCancelled
from events.outbox import record_all
from orders.errors import WrongState
from orders.models import Line, Order, SellerOrder
from orders.transitions import ORDER, SELLER_ORDER, STAYS
from promotions.services import give_back_use
from sellers.services import release_stock


def locked_order(order_number: str) -> Order:
    """An order whose row nobody else holds until this transaction ends."""
    return Order.objects.select_for_update().get(number=order_number)


def locked_part(seller_order_id: int) -> SellerOrder:
    """A part, with its order's row held: everybody takes that one first (docs/locking.md), so commands on two parts of
    one order, or a buyer who cancels, neither wait in a circle nor overlook what the other did.
    """
    held = Order.objects.select_for_update().filter(seller_orders=seller_order_id).first()
    if held is None:
        raise SellerOrder.DoesNotExist
    # Read after the lock was there: whoever had it may have moved the part.
    return SellerOrder.objects.select_related("order").get(pk=seller_order_id)


def move_part(part: SellerOrder, command: str, **changes: Any) -> None:
    """Move a seller's part. Raises WrongState when the command does not fit (any more)."""
    rule = SELLER_ORDER[command]
    if rule.target != STAYS:
        changes |= {"state": rule.target, "state_since": clock.now()}
    fits = rule.guard is None or rule.guard.holds(part)
    if not fits or not SellerOrder.objects.filter(pk=part.pk, state__in=rule.sources).update(**changes):
        state = SellerOrder.objects.values_list("state", flat=True).get(pk=part.pk)
        raise WrongState(state=state, command=command)
    for field, value in changes.items():
        setattr(part, field, value)


def move_order(order: Order, command: str, **changes: Any) -> None:
    """Move the whole order. Raises WrongState when the command does not fit (any more)."""
    rule = ORDER[command]
    changes |= {"status": rule.target}
    fits = rule.guard is None or rule.guard.holds(order)
    if not fits or not Order.objects.filter(pk=order.pk, status__in=rule.sources).update(**changes):
        state = Order.objects.values_list("status", flat=True).get(pk=order.pk)
        raise WrongState(state=state, command=command)
    for field, value in changes.items():
        setattr(order, field, value)


def reserved_units(parts: Iterable[SellerOrder]) -> dict[int, int]:
    """{stock record id: units} that some parts hold."""
    lines = Line.objects.filter(seller_order__in=list(parts), stockrecord__isnull=False)
    kept = lines.annotate(kept=F("quantity") - F("refused_quantity")).filter(kept__gt=0)
    return dict(kept.values_list("stockrecord_id", "kept"))


def release_parts(order_number: str, parts: list[SellerOrder]) -> None:
    """Give back what some parts of one order hold, all in one go."""
    release_stock(quantities=reserved_units(parts), order_number=order_number)


def cancel_parts(order: Order, parts: list[SellerOrder]) -> None:
    """End parts with their order and give their stock back."""
    for part in parts:
        move_part(part, "cancel")
    release_parts(order.number, parts)
    record_all([SellerOrderCancelled(part.pk, order.number, part.seller_id) for part in parts])


def close_if_done(order: Order) -> None:
    """Complete the order, or end it, when none of its parts is open any more. Of one that ends nothing arrived: its
    voucher can be used again.
    """
    for command in ("complete", "end"):
        guard = ORDER[command].guard
        if guard is not None and guard.holds(order):
            move_order(order, command)
            if command == "end":
                give_back_use(order_id=order.pk)
