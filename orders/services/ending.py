"""Orders that end before anything was handed over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from base.errors import InvalidInput
from events.orders import OrderCancelled, OrderExpired, RefundBecameDue
from events.outbox import record
from orders.errors import WrongState
from orders.models import Order, SellerOrder
from orders.moving import cancel_parts, locked_order, move_order
from orders.transitions import SELLER_ORDER
from promotions.services import give_back_use

#: Who cancels -> the command of the table.
COMMANDS = {"buyer": "cancel", "operator": "cancel_by_operator"}


@transaction.atomic
def cancel_order(*, order_number: str, by: str, reason: str = "") -> Order:
    """End an order; stock goes back, a voucher can be used again, and money that was paid goes back.

    `by` is "buyer", as long as no seller has accepted, or "operator", as long as nothing was handed over and with a
    `reason` that buyer and sellers read. Raises WrongState afterwards, InvalidInput for an operator without a reason.
    """
    if by == "operator" and not reason.strip():
        raise InvalidInput({"reason": "required"})
    order = locked_order(order_number)
    move_order(order, COMMANDS[by], reserved_until=None, cancel_reason=reason.strip()[:300])
    parts = _parts_to_cancel(order)
    cancel_parts(order, parts)
    give_back_use(order_id=order.pk)
    record(OrderCancelled(order.number, by=by))
    if order.paid_at:
        amount = sum(part.total.amount for part in parts)
        record(RefundBecameDue(order.number, amount_vnd=amount, reason="cancelled"))
    return order


def _parts_to_cancel(order: Order) -> list[SellerOrder]:
    open_parts = SellerOrder.objects.filter(order=order, state__in=SELLER_ORDER["cancel"].sources)
    return list(open_parts.order_by("pk"))


def expire_orders(*, now: datetime, limit: int = 200) -> int:
    """Give back the stock of orders that were not paid in time; says how many."""
    late = Order.objects.filter(status=Order.Status.AWAITING_PAYMENT, reserved_until__lt=now)
    return sum(expire_order(order_number=number) for number in list(late.values_list("number", flat=True)[:limit]))


@transaction.atomic
def expire_order(*, order_number: str) -> bool:
    """The same for one of them; False when it was paid or cancelled in the meantime."""
    order = locked_order(order_number)
    try:
        move_order(order, "expire")
    except WrongState:
        return False
    cancel_parts(order, list(SellerOrder.objects.filter(order=order).order_by("pk")))
    give_back_use(order_id=order.pk)
    record(OrderExpired(order.number))
    return True
