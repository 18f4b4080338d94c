"""API of buying: one order, for those whom it concerns."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from base.errors import NotFound
from marketplace.storefront.buying.baskets import viewer_of
from orders.models import Order, SellerOrder
from orders.selectors import order_by_link, order_for
from people.models import OPERATOR, User
from sellers.models import Partner

router = Router(tags=["orders"])


class LineOut(Schema):
    """One product as it was sold. Money in đồng, before discounts."""

    product_id: int | None
    title: str
    unit: str
    quantity: int
    amount_vnd: int


class PartOut(Schema):
    """One seller's part. The buyer pays goods and delivery less discounts, which are told apart by who bears them."""

    id: int
    seller: str
    state: str
    state_since: datetime
    goods_vnd: int
    delivery_fee_vnd: int
    market_discount_vnd: int
    seller_discount_vnd: int
    lines: list[LineOut]


class OrderOut(Schema):
    """An order, or as much of it as concerns the reader. Money in đồng, times in UTC."""

    number: str
    status: str
    channel: str
    payment_method: str
    placed_at: datetime
    paid_at: datetime | None
    reserved_until: datetime | None
    total_vnd: int
    parts: list[PartOut]


@router.get("orders/{slug:number}", response=OrderOut, url_name="order")
def read_order(request: HttpRequest, number: str, token: str = "") -> dict[str, Any]:
    """For its buyer (logged in, or with the link's token), its sellers (their own part), operators; 404 for others."""
    if token:
        order = order_by_link(number=number, token=token)
        return _order(order, list(order.seller_orders.all()))
    viewer = viewer_of(request)
    if viewer is None:
        raise NotFound
    order = order_for(number=number, viewer=viewer)
    return _order(order, _parts_for(order, viewer))


def _parts_for(order: Order, viewer: User) -> list[SellerOrder]:
    parts = list(order.seller_orders.all())
    if order.user_id == viewer.pk or OPERATOR in viewer.roles:
        return parts
    stalls = set(Partner.objects.filter(users=viewer.pk).values_list("pk", flat=True))
    return [part for part in parts if part.seller_id in stalls]


def _order(order: Order, parts: list[SellerOrder]) -> dict[str, Any]:
    return {
        "number": order.number,
        "status": order.status,
        "channel": order.channel,
        "payment_method": order.payment_method,
        "placed_at": order.date_placed,
        "paid_at": order.paid_at,
        "reserved_until": order.reserved_until,
        "total_vnd": sum(part.total.amount for part in parts),
        "parts": [_part(part) for part in parts],
    }


def _part(part: SellerOrder) -> dict[str, Any]:
    return {
        "id": part.pk,
        "seller": part.seller.name,
        "state": part.state,
        "state_since": part.state_since,
        "goods_vnd": part.goods_vnd,
        "delivery_fee_vnd": part.delivery_fee_vnd,
        "market_discount_vnd": part.market_discount_vnd,
        "seller_discount_vnd": part.seller_discount_vnd,
        "lines": [
            {
                "product_id": line.product_id,
                "title": line.title,
                "unit": line.unit,
                "quantity": line.quantity,
                "amount_vnd": line.amount.amount,
            }
            for line in part.lines.all()
        ],
    }
