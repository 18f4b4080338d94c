"""Money arrived for an order: its sellers may start, or, when it came too late, it has to go back."""

from __future__ import annotations

from django.db import transaction

from base import clock
from base.money import Dong
from events.orders import OrderConfirmed, RefundBecameDue, SellerOrderReady
from events.outbox import record
from orders.models import Order, SellerOrder
from orders.services.fulfilment import deliver_part
from orders.services.moving import complete_if_done, move_order, move_part, reserved_units
from sellers.errors import OutOfStock
from sellers.services import reserve_stock

State = SellerOrder.State


@transaction.atomic
def confirm_order(*, order_number: str, amount: Dong) -> None:
    """The money is in. An expired order is revived while its stock lasts; otherwise a refund becomes due."""
    order = Order.objects.select_for_update().get(number=order_number)
    if order.status == Order.Status.AWAITING_PAYMENT or order.status == Order.Status.EXPIRED and _revived(order):
        _release(order)
    elif order.paid_at is None:
        record(RefundBecameDue(order.number, amount_vnd=amount.amount, reason=f"paid_when_{order.status}"))


def _release(order: Order) -> None:
    move_order(order, "confirm", paid_at=clock.now(), reserved_until=None)
    record(OrderConfirmed(order.number))
    for part in order.seller_orders.select_related("order").order_by("pk"):
        move_part(part, "release")
        record(SellerOrderReady(part.pk, order.number, part.seller_id))
        if order.channel == Order.Channel.FAIR:
            # At a fair the goods go over the table with the money.
            deliver_part(part)
    if order.channel == Order.Channel.FAIR:
        complete_if_done(order)


def _revived(order: Order) -> bool:
    parts = list(order.seller_orders.all())
    try:
        with transaction.atomic():
            reserve_stock(quantities=reserved_units(parts))
    except OutOfStock:
        return False
    # Back to where expiry found it, so that the one road to "confirmed" serves the late payer too.
    SellerOrder.objects.filter(order=order).update(state=State.AWAITING_PAYMENT, state_since=clock.now())
    Order.objects.filter(pk=order.pk).update(status=Order.Status.AWAITING_PAYMENT)
    order.status = Order.Status.AWAITING_PAYMENT
    return True
