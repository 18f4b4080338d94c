"""The life of an order and of each seller's part, as one table. docs/orders.md is drawn from it."""

from __future__ import annotations

from dataclasses import dataclass

from orders.models import Order, SellerOrder

Part, Whole = SellerOrder.State, Order.Status


@dataclass(frozen=True)
class Transition:
    """`command` leads from any of `sources` to `target` and records `event`."""

    command: str
    sources: frozenset[str]
    target: str
    event: str


def _rule(command: str, sources: set[str], target: str, event: str) -> Transition:
    return Transition(command, frozenset(sources), target, event)


SELLER_ORDER = {
    rule.command: rule
    for rule in (
        _rule("release", {Part.AWAITING_PAYMENT}, Part.INCOMING, "SellerOrderReady"),
        _rule("accept", {Part.INCOMING}, Part.ACCEPTED, "SellerOrderAccepted"),
        _rule("pack", {Part.ACCEPTED}, Part.PACKED, "SellerOrderPacked"),
        _rule("hand_over", {Part.ACCEPTED, Part.PACKED}, Part.HANDED_OVER, "SellerOrderHandedOver"),
        _rule("deliver", {Part.HANDED_OVER, Part.INCOMING}, Part.DELIVERED, "SellerOrderDelivered"),
        _rule("refuse", {Part.INCOMING, Part.ACCEPTED, Part.PACKED}, Part.REFUSED, "SellerOrderRefused"),
        _rule("cancel", {Part.AWAITING_PAYMENT, Part.INCOMING}, Part.CANCELLED, "SellerOrderCancelled"),
    )
}

ORDER = {
    rule.command: rule
    for rule in (
        _rule("confirm", {Whole.AWAITING_PAYMENT}, Whole.CONFIRMED, "OrderConfirmed"),
        _rule("complete", {Whole.CONFIRMED}, Whole.COMPLETED, ""),
        _rule("cancel", {Whole.AWAITING_PAYMENT, Whole.CONFIRMED}, Whole.CANCELLED, "OrderCancelled"),
        _rule("expire", {Whole.AWAITING_PAYMENT}, Whole.EXPIRED, "OrderExpired"),
    )
}
