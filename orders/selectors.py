"""Reading orders; `viewer` says who asks, and whoever may not see an order learns nothing of it."""

from __future__ import annotations

import secrets

from django.db.models import Prefetch, QuerySet

from base.errors import NotFound
from orders.models import Line, Order, OrderDiscount, SellerOrder
from people.models import OPERATOR, User


def _whole() -> QuerySet[Order]:
    parts = SellerOrder.objects.select_related("seller").order_by("pk")
    lines = Line.objects.order_by("pk")
    return Order.objects.prefetch_related(Prefetch("seller_orders", parts), Prefetch("seller_orders__lines", lines))


def order_by_link(*, number: str, token: str) -> Order:
    """The order behind a buyer's secret link. Raises NotFound for a wrong number or token alike."""
    order = _whole().filter(number=number).first()
    if order is None or not secrets.compare_digest(order.token.encode(), token.encode()):
        raise NotFound
    return order


def order_of_request(request_id: str) -> Order | None:
    """The order that a command with this id has already placed."""
    return Order.objects.filter(request_id=request_id).first()


def ordered_units(order: Order) -> dict[int, int]:
    """{product id: units} as the order asked for them, whatever became of its parts since."""
    return dict(Line.objects.filter(order=order).values_list("product_id", "quantity"))


def link_of(number: str) -> tuple[str, str] | None:
    """Number and token of an order's secret link. For callers that have proved they speak of this very order."""
    return Order.objects.filter(number=number).values_list("number", "token").first()


def order_for(*, number: str, viewer: User) -> Order:
    """An order for its buyer, its sellers or an operator. Raises NotFound for everybody else."""
    order = _whole().filter(number=number).first()
    if order is None:
        raise NotFound
    if order.user_id == viewer.pk or OPERATOR in viewer.roles:
        return order
    if order.seller_orders.filter(seller__users=viewer).exclude(state=SellerOrder.State.AWAITING_PAYMENT).exists():
        return order
    raise NotFound


def orders_of_buyer(*, viewer: User) -> QuerySet[Order]:
    """A buyer's own orders, newest first."""
    return _whole().filter(user=viewer).order_by("-date_placed")


def seller_orders_of(*, seller_id: int, states: frozenset[str] | None = None) -> QuerySet[SellerOrder]:
    """A seller's parts that have been released to him, newest first."""
    parts = SellerOrder.objects.filter(seller_id=seller_id).exclude(state=SellerOrder.State.AWAITING_PAYMENT)
    if states is not None:
        parts = parts.filter(state__in=states)
    return parts.select_related("order").prefetch_related("lines").order_by("-state_since")


def discounts_of(order: Order) -> list[OrderDiscount]:
    """What vouchers took off each part when it was ordered; no query for an order without. Lines are prefetched."""
    lines = [line for part in order.seller_orders.all() for line in part.lines.all()]
    if not any(line.market_discount_vnd or line.seller_discount_vnd for line in lines):
        return []
    return list(order.discounts.select_related("seller_order__seller").order_by("pk"))
