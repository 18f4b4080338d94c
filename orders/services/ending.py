"""Orders that end before anything was handed over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.orders import OrderCancelled, OrderExpired, RefundBecameDue
from events.outbox import record
from orders.errors import WrongState
from orders.models import Order, SellerOrder
from orders.services.moving import cancel_parts, move_order


@transaction.atomic
def cancel_order(*, order_number: str, by: str) -> Order:
    """End an order that no seller has accepted yet; stock goes back, and so does money that was paid.

    `by` is "buyer" or "operator". Raises WrongState once a seller has started.
    """
    order = Order.objects.select_for_update().get(number=order_number)
    parts = list(order.seller_orders.exclude(state=SellerOrder.State.REFUSED).select_related("order").order_by("pk"))
    move_order(order, "cancel", reserved_until=None)
    cancel_parts(parts)
    record(OrderCancelled(order.number, by=by))
    if order.paid_at:
        amount = sum(part.total.amount for part in parts)
        record(RefundBecameDue(order.number, amount_vnd=amount, reason="cancelled"))
    return order


def expire_orders(*, now: datetime, limit: int = 200) -> int:
    """Give back the stock of orders that were not paid in time; says how many."""
    late = Order.objects.filter(status=Order.Status.AWAITING_PAYMENT, reserved_until__lt=now)
    return sum(_expire(pk) for pk in list(late.values_list("pk", flat=True)[:limit]))


@transaction.atomic
def _expire(order_id: int) -> bool:
    order = Order.objects.select_for_update().get(pk=order_id)
    try:
        move_order(order, "expire")
    except WrongState:
        # Paid or cancelled in the meantime.
        return False
    cancel_parts(list(order.seller_orders.select_related("order").order_by("pk")))
    record(OrderExpired(order.number))
    return True
