"""Money arrived for an order: its sellers may start, or, when it came too late, it has to go back."""

from __future__ import annotations

from django.db import transaction

from base import clock
from base.money import Dong
from events.orders import OrderConfirmed, RefundBecameDue, SellerOrderReady
from events.outbox import record, record_all
from orders.models import Order, SellerOrder
from orders.moving import close_if_done, locked_order, move_order, move_part, reserved_units
from orders.services.discounting import take_again
from orders.services.fulfilment import count_delivered
from sellers.errors import OutOfStock
from sellers.services import reserve_stock


@transaction.atomic
def confirm_order(*, order_number: str, amount: Dong) -> None:
    """The money is in. An expired order is revived while its stock, and the use of its voucher, are still to be had;
    otherwise a refund becomes due. Told again, it changes nothing.
    """
    order = locked_order(order_number)
    if order.paid_at is not None:
        return
    if order.status == Order.Status.AWAITING_PAYMENT or order.status == Order.Status.EXPIRED and _revived(order):
        _release(order)
    else:
        # Noted on an order that is over as well: or the same money, told again, would be due back twice.
        Order.objects.filter(pk=order.pk).update(paid_at=clock.now())
        record(RefundBecameDue(order.number, amount_vnd=amount.amount, reason=f"paid_when_{order.status}"))


def _release(order: Order) -> None:
    parts = list(order.seller_orders.select_related("order").order_by("pk"))
    move_order(order, "confirm", paid_at=clock.now(), reserved_until=None)
    for part in parts:
        move_part(part, "release")
    record_all([OrderConfirmed(order.number), *(SellerOrderReady(p.pk, order.number, p.seller_id) for p in parts)])
    if order.channel == Order.Channel.FAIR:
        _give_over_the_table(order, parts)


def _give_over_the_table(order: Order, parts: list[SellerOrder]) -> None:
    """At a fair the goods go with the money."""
    for part in parts:
        move_part(part, "sell_at_fair")
        count_delivered(part)
    close_if_done(order)


class _VoucherGone(Exception):
    """Somebody else used it while this order was expired: the stock just promised goes back with the transaction."""


def _revived(order: Order) -> bool:
    """Back to where expiry found it, so that the one road to "confirmed" serves the late payer too."""
    parts = list(order.seller_orders.order_by("pk"))
    try:
        with transaction.atomic():
            reserve_stock(quantities=reserved_units(parts), order_number=order.number)
            if not take_again(order):
                raise _VoucherGone
    except (OutOfStock, _VoucherGone):
        return False
    for part in parts:
        move_part(part, "revive")
    move_order(order, "revive")
    return True
