"""What a seller does with his part, and the buyer's word that it arrived."""

from __future__ import annotations

from django.db import transaction

from base.errors import InvalidInput
from events.orders import (
    RefundBecameDue,
    SellerOrderAccepted,
    SellerOrderDelivered,
    SellerOrderHandedOver,
    SellerOrderPacked,
    SellerOrderRefused,
    SoldLine,
)
from events.outbox import record
from orders.models import SellerOrder
from orders.services.moving import complete_if_done, move_order, move_part, reserved_units
from sellers.services import release_stock, sell_reserved_stock


@transaction.atomic
def accept_seller_order(*, seller_order_id: int) -> SellerOrder:
    """The seller takes the part on. Raises WrongState."""
    part = _part(seller_order_id)
    move_part(part, "accept")
    record(SellerOrderAccepted(part.pk, part.order.number, part.seller_id))
    return part


@transaction.atomic
def pack_seller_order(*, seller_order_id: int) -> SellerOrder:
    """Packed and ready for whoever carries it. Raises WrongState."""
    part = _part(seller_order_id)
    move_part(part, "pack")
    record(SellerOrderPacked(part.pk, part.order.number, part.seller_id))
    return part


@transaction.atomic
def hand_over_seller_order(*, seller_order_id: int) -> SellerOrder:
    """Given to the carrier. Raises WrongState."""
    part = _part(seller_order_id)
    move_part(part, "hand_over")
    record(SellerOrderHandedOver(part.pk, part.order.number, part.seller_id))
    return part


@transaction.atomic
def confirm_receipt(*, seller_order_id: int) -> SellerOrder:
    """The buyer has it in hand: the sale is complete and is counted. Raises WrongState."""
    part = _part(seller_order_id)
    deliver_part(part)
    complete_if_done(part.order)
    return part


@transaction.atomic
def refuse_seller_order(*, seller_order_id: int, reason: str) -> SellerOrder:
    """The seller cannot deliver: stock goes back, and so does money that was paid. Raises WrongState, InvalidInput."""
    if not reason.strip():
        raise InvalidInput({"reason": "required"})
    part = _part(seller_order_id)
    move_part(part, "refuse", refusal_reason=reason.strip()[:300])
    release_stock(quantities=reserved_units([part]))
    amount = part.total.amount
    record(SellerOrderRefused(part.pk, part.order.number, part.seller_id, amount_vnd=amount))
    if part.order.paid_at:
        record(RefundBecameDue(part.order.number, amount_vnd=amount, reason="seller_refused"))
    _end_order_without_parts(part)
    return part


def deliver_part(part: SellerOrder) -> None:
    """Move a part to delivered and record all that is counted of it."""
    move_part(part, "deliver")
    sell_reserved_stock(quantities=reserved_units([part]))
    order = part.order
    record(
        SellerOrderDelivered(
            part.pk,
            order.number,
            part.seller_id,
            commune_code=part.commune_code,
            channel=order.channel,
            fair_id=order.fair_id,
            payment_method=order.payment_method,
            goods_vnd=part.goods_vnd,
            delivery_fee_vnd=part.delivery_fee_vnd,
            lines=tuple(
                SoldLine(line.pk, line.product_id, line.category_slug, line.quantity, line.amount.amount)
                for line in part.lines.order_by("pk")
            ),
        )
    )


def _part(seller_order_id: int) -> SellerOrder:
    # The order's row first, as everybody takes it (docs/locking.md): commands on two parts of one order, or a buyer who
    # cancels, neither wait in a circle nor overlook what the other did.
    locked = SellerOrder.objects.select_related("order").select_for_update(of=("order",))
    return locked.get(pk=seller_order_id)


def _end_order_without_parts(part: SellerOrder) -> None:
    states = set(SellerOrder.objects.filter(order=part.order).values_list("state", flat=True))
    if states <= {SellerOrder.State.REFUSED, SellerOrder.State.CANCELLED}:
        move_order(part.order, "cancel")
    else:
        complete_if_done(part.order)
