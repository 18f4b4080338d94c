"""What a seller does with his part, and how it reaches the buyer, or does not."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from base.errors import InvalidInput
from events.orders import (
    RefundBecameDue,
    SellerOrderAccepted,
    SellerOrderDelivered,
    SellerOrderDeliveryFailed,
    SellerOrderHandedOver,
    SellerOrderPacked,
    SellerOrderRefused,
    SoldLine,
)
from events.outbox import record
from orders.delivery.carriers import Parcel, carrier_named
from orders.delivery.services import collect_cash
from orders.models import Order, SellerOrder
from orders.moving import close_if_done, locked_part, move_part, release_parts, reserved_units
from orders.services.reducing import refuse_lines
from sellers.services import sell_reserved_stock


@transaction.atomic
def accept_seller_order(
    *, seller_order_id: int, refused: Mapping[int, int] | None = None, reason: str = ""
) -> SellerOrder:
    """The seller takes the part on; `refused` {line id: units} is what he cannot give of it, with a `reason`.

    Raises WrongState, InvalidInput.
    """
    part = locked_part(seller_order_id)
    move_part(part, "accept")
    record(SellerOrderAccepted(part.pk, part.order.number, part.seller_id))
    if refused:
        refuse_lines(part, refused, reason)
    return part


@transaction.atomic
def refuse_seller_order_lines(*, seller_order_id: int, refused: Mapping[int, int], reason: str) -> SellerOrder:
    """Less can be given than was taken on: {line id: units}. Raises WrongState, InvalidInput."""
    part = locked_part(seller_order_id)
    refuse_lines(part, refused, reason)
    return part


@transaction.atomic
def pack_seller_order(*, seller_order_id: int) -> SellerOrder:
    """Packed and ready for whoever carries it. Raises WrongState."""
    part = locked_part(seller_order_id)
    move_part(part, "pack")
    record(SellerOrderPacked(part.pk, part.order.number, part.seller_id))
    return part


@transaction.atomic
def hand_over_seller_order(*, seller_order_id: int, carrier: str = "self", tracking_code: str = "") -> SellerOrder:
    """Given to a carrier (orders.delivery.carriers), under the number of his receipt if he gave one.

    Raises WrongState, InvalidInput for a carrier that is unknown or does not go there.
    """
    part = locked_part(seller_order_id)
    chosen, parcel = carrier_named(carrier), parcel_of(part)
    if not chosen.serves(parcel):
        raise InvalidInput({"carrier": "does_not_serve"})
    code = chosen.take_over(parcel, given_code=tracking_code.strip())[:40]
    move_part(part, "hand_over", carrier=chosen.code, tracking_code=code)
    record(SellerOrderHandedOver(part.pk, part.order.number, part.seller_id, carrier=chosen.code))
    return part


@transaction.atomic
def confirm_receipt(*, seller_order_id: int) -> SellerOrder:
    """The buyer has it in hand: the sale is complete and is counted. Raises WrongState."""
    part = locked_part(seller_order_id)
    move_part(part, "deliver")
    count_delivered(part)
    if part.order.payment_method == Order.Method.COD:
        collect_cash(part)
    close_if_done(part.order)
    return part


@transaction.atomic
def fail_delivery(*, seller_order_id: int, reason: str) -> SellerOrder:
    """It could not be delivered and came back: stock is free again, and money that was paid has to go back.

    `reason` is a SellerOrder.Failure. Raises WrongState, InvalidInput.
    """
    if reason not in SellerOrder.Failure.values:
        raise InvalidInput({"reason": "unknown"})
    part = locked_part(seller_order_id)
    move_part(part, "fail_delivery", failure=reason)
    release_parts(part.order.number, [part])
    record(SellerOrderDeliveryFailed(part.pk, part.order.number, part.seller_id, reason=reason))
    refund_if_paid(part.order, part.total.amount, "delivery_failed")
    close_if_done(part.order)
    return part


@transaction.atomic
def refuse_seller_order(*, seller_order_id: int, reason: str) -> SellerOrder:
    """The seller cannot deliver: stock goes back, and so does money that was paid. Raises WrongState, InvalidInput."""
    if not reason.strip():
        raise InvalidInput({"reason": "required"})
    part = locked_part(seller_order_id)
    move_part(part, "refuse", refusal_reason=reason.strip()[:300])
    release_parts(part.order.number, [part])
    amount = part.total.amount
    record(SellerOrderRefused(part.pk, part.order.number, part.seller_id, amount_vnd=amount))
    refund_if_paid(part.order, amount, "seller_refused")
    close_if_done(part.order)
    return part


def parcel_of(part: SellerOrder) -> Parcel:
    """A part as its carrier sees it."""
    order = part.order
    return Parcel(part.pk, order.number, part.commune_code, order.commune_code, order.province_code)


def count_delivered(part: SellerOrder) -> None:
    """Record all that is counted of a part that has just been delivered."""
    order = part.order
    sell_reserved_stock(quantities=reserved_units([part]), order_number=order.number)
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
                SoldLine(
                    line.pk,
                    line.product_id,
                    line.category_slug,
                    line.kept_quantity,
                    line.amount.amount,
                    line.market_discount.amount,
                    line.seller_discount.amount,
                )
                for line in part.lines.order_by("pk")
                if line.kept_quantity
            ),
            carrier=part.carrier or "self",
            market_discount_vnd=part.market_discount_vnd,
            seller_discount_vnd=part.seller_discount_vnd,
        )
    )


def refund_if_paid(order: Order, amount: int, reason: str) -> None:
    """Ask for money back, if any came in: with cash on delivery nothing has been paid yet."""
    if order.paid_at and amount:
        record(RefundBecameDue(order.number, amount_vnd=amount, reason=reason))
