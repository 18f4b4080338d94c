"""The life of an order and of each seller's part, as one table. docs/orders.md is drawn from it."""

from __future__ import annotations

from dataclasses import dataclass

from orders.claims.models import Claim
from orders.guards import AT_FAIR, NO_SELLER_STARTED, NOTHING_ARRIVED, NOTHING_LEFT, SOMETHING_ARRIVED, Guard
from orders.models import Order, SellerOrder

Part, Whole, Complaint = SellerOrder.State, Order.Status, Claim.State
#: A target that means: wherever it is, it stays there.
STAYS = ""


@dataclass(frozen=True)
class Transition:
    """`command` leads from any of `sources` to `target` and records `event`, if `guard` holds."""

    command: str
    sources: frozenset[str]
    target: str
    event: str
    guard: Guard | None = None


def _rule(command: str, sources: set[str], target: str, event: str, guard: Guard | None = None) -> Transition:
    return Transition(command, frozenset(sources), target, event, guard)


SELLER_ORDER = {
    rule.command: rule
    for rule in (
        _rule("release", {Part.AWAITING_PAYMENT}, Part.INCOMING, "SellerOrderReady"),
        _rule("accept", {Part.INCOMING}, Part.ACCEPTED, "SellerOrderAccepted"),
        _rule("refuse_lines", {Part.INCOMING, Part.ACCEPTED, Part.PACKED}, STAYS, "SellerOrderLinesRefused"),
        _rule("pack", {Part.ACCEPTED}, Part.PACKED, "SellerOrderPacked"),
        _rule("hand_over", {Part.ACCEPTED, Part.PACKED}, Part.HANDED_OVER, "SellerOrderHandedOver"),
        _rule("deliver", {Part.HANDED_OVER}, Part.DELIVERED, "SellerOrderDelivered"),
        _rule("sell_at_fair", {Part.INCOMING}, Part.DELIVERED, "SellerOrderDelivered", AT_FAIR),
        _rule("fail_delivery", {Part.HANDED_OVER}, Part.UNDELIVERED, "SellerOrderDeliveryFailed"),
        _rule("refuse", {Part.INCOMING, Part.ACCEPTED, Part.PACKED}, Part.REFUSED, "SellerOrderRefused"),
        _rule(
            "cancel",
            {Part.AWAITING_PAYMENT, Part.INCOMING, Part.ACCEPTED, Part.PACKED},
            Part.CANCELLED,
            "SellerOrderCancelled",
        ),
        _rule("revive", {Part.CANCELLED}, Part.AWAITING_PAYMENT, ""),
    )
}

ORDER = {
    rule.command: rule
    for rule in (
        _rule("confirm", {Whole.AWAITING_PAYMENT}, Whole.CONFIRMED, "OrderConfirmed"),
        _rule("complete", {Whole.CONFIRMED}, Whole.COMPLETED, "", SOMETHING_ARRIVED),
        _rule("end", {Whole.CONFIRMED}, Whole.CANCELLED, "", NOTHING_ARRIVED),
        _rule(
            "cancel", {Whole.AWAITING_PAYMENT, Whole.CONFIRMED}, Whole.CANCELLED, "OrderCancelled", NO_SELLER_STARTED
        ),
        _rule(
            "cancel_by_operator",
            {Whole.AWAITING_PAYMENT, Whole.CONFIRMED},
            Whole.CANCELLED,
            "OrderCancelled",
            NOTHING_LEFT,
        ),
        _rule("expire", {Whole.AWAITING_PAYMENT}, Whole.EXPIRED, "OrderExpired"),
        _rule("revive", {Whole.EXPIRED}, Whole.AWAITING_PAYMENT, ""),
    )
}

CLAIM = {
    rule.command: rule
    for rule in (
        _rule("answer", {Complaint.OPENED}, Complaint.ANSWERED, "ClaimAnswered"),
        _rule("grant", {Complaint.OPENED, Complaint.ANSWERED}, Complaint.GRANTED, "ClaimGranted"),
        _rule("reject", {Complaint.OPENED, Complaint.ANSWERED}, Complaint.REJECTED, "ClaimRejected"),
        _rule("withdraw", {Complaint.OPENED, Complaint.ANSWERED}, Complaint.WITHDRAWN, "ClaimWithdrawn"),
    )
}
