"""Conditions of a transition beside the state it starts from. Whoever moves an order has locked its row, so what a
guard reads stays true until the move is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from orders.models import Order, SellerOrder

Part = SellerOrder.State
#: Nothing more happens to a part in one of these.
OVER = frozenset({Part.DELIVERED, Part.UNDELIVERED, Part.REFUSED, Part.CANCELLED})
NOT_STARTED = frozenset({Part.AWAITING_PAYMENT, Part.INCOMING, Part.REFUSED})
WITH_BUYERS = frozenset({Part.HANDED_OVER, Part.DELIVERED})


@dataclass(frozen=True)
class Guard:
    """`says` goes on after "only when"; `holds` is asked about the order, or the part, that is to move."""

    says: str
    holds: Callable[[Any], bool]


def _states(order: Order) -> set[str]:
    return set(SellerOrder.objects.filter(order=order).values_list("state", flat=True))


AT_FAIR = Guard("it is sold at a fair", lambda part: part.order.channel == Order.Channel.FAIR)
NO_SELLER_STARTED = Guard("no seller has accepted his part", lambda order: _states(order) <= NOT_STARTED)
NOTHING_LEFT = Guard("no part was handed over", lambda order: not _states(order) & WITH_BUYERS)
SOMETHING_ARRIVED = Guard(
    "no part is open and one arrived", lambda order: _states(order) <= OVER and Part.DELIVERED in _states(order)
)
NOTHING_ARRIVED = Guard("no part is open and none arrived", lambda order: _states(order) <= OVER - {Part.DELIVERED})
