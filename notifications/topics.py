"""The topics live pages follow, and who may follow which."""

from __future__ import annotations

import secrets

from orders.models import Order
from people.models import OFFICIAL, OPERATOR, User
from sellers.models import Partner

OPERATORS, INDICATORS = "operators", "indicators"


def of_seller(seller_id: int) -> str:
    """What a producer's phone follows."""
    return f"seller-{seller_id}"


def of_order(number: str) -> str:
    """What a buyer's order page follows."""
    return f"order-{number}"


def may_follow(*, topic: str, viewer: User | None, token: str = "") -> bool:
    """Whether somebody (None: not logged in) may hear of a topic. An order's secret token opens the order's topic."""
    kind, _, which = topic.partition("-")
    if kind == "order":
        return _has_token(which, token)
    if viewer is None:
        return False
    if kind == "seller" and which.isdecimal():
        return Partner.objects.filter(pk=int(which), users=viewer.pk).exists()
    needed = {OPERATORS: OPERATOR, INDICATORS: OFFICIAL}.get(topic)
    return needed in viewer.roles


def _has_token(number: str, token: str) -> bool:
    right = Order.objects.filter(number=number).values_list("token", flat=True).first()
    return right is not None and secrets.compare_digest(right.encode(), token.encode())
