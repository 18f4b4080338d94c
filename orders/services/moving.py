"""Moving along the table of transitions, by conditional UPDATE: of two commands at once, one finds nothing to move."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from base import clock
from events.orders import SellerOrderCancelled
from events.outbox import record
from orders.errors import WrongState
from orders.models import Line, Order, SellerOrder
from orders.transitions import ORDER, SELLER_ORDER
from sellers.services import release_stock


def move_part(part: SellerOrder, command: str, **changes: Any) -> None:
    """Move a seller's part. Raises WrongState when the command does not fit (any more)."""
    rule = SELLER_ORDER[command]
    changes |= {"state": rule.target, "state_since": clock.now()}
    if not SellerOrder.objects.filter(pk=part.pk, state__in=rule.sources).update(**changes):
        state = SellerOrder.objects.values_list("state", flat=True).get(pk=part.pk)
        raise WrongState(state=state, command=command)
    for field, value in changes.items():
        setattr(part, field, value)


def move_order(order: Order, command: str, **changes: Any) -> None:
    """Move the whole order. Raises WrongState when the command does not fit (any more)."""
    rule = ORDER[command]
    changes |= {"status": rule.target}
    if not Order.objects.filter(pk=order.pk, status__in=rule.sources).update(**changes):
        state = Order.objects.values_list("status", flat=True).get(pk=order.pk)
        raise WrongState(state=state, command=command)
    for field, value in changes.items():
        setattr(order, field, value)


def reserved_units(parts: Iterable[SellerOrder]) -> dict[int, int]:
    """{stock record id: units} that some parts hold."""
    lines = Line.objects.filter(seller_order__in=list(parts), stockrecord__isnull=False)
    return dict(lines.values_list("stockrecord_id", "quantity"))


def cancel_parts(parts: list[SellerOrder]) -> None:
    """End parts with their order and give their stock back."""
    for part in parts:
        move_part(part, "cancel")
        record(SellerOrderCancelled(part.pk, part.order.number, part.seller_id))
    release_stock(quantities=reserved_units(parts))


def complete_if_done(order: Order) -> None:
    """Complete the order when none of its parts is open any more and at least one arrived."""
    states = set(SellerOrder.objects.filter(order=order).values_list("state", flat=True))
    over = {SellerOrder.State.DELIVERED, SellerOrder.State.REFUSED, SellerOrder.State.CANCELLED}
    if states <= over and SellerOrder.State.DELIVERED in states:
        move_order(order, "complete")
