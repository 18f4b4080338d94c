"""The first page of the stall: what rings, what is to be done, how much is on its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from events.orders import SellerOrderReady
from marketplace.phone.reading.claims import ToldClaim, waiting_claims
from marketplace.phone.reading.goods import Counts, ShownGoods, counts_of, low_goods
from marketplace.phone.reading.money import Purse, purse_of
from marketplace.phone.reading.orders import ShownPart, shown_parts
from notifications.models import FeedEntry
from notifications.selectors import position_of
from notifications.topics import of_seller

MOST_CALLS, MOST_TASKS, MOST_LOW = 5, 6, 3


@dataclass(frozen=True)
class Home:
    """Everything of the first page. `more_calls` and `more_tasks`: there are others than those shown."""

    calls: list[ShownPart]
    more_calls: bool
    tasks: list[ShownPart]
    more_tasks: bool
    claims: list[ToldClaim]
    low: list[ShownGoods]
    purse: Purse
    counts: Counts


def home_of(seller_id: int, now: datetime) -> Home:
    """Read the first page of a stall."""
    calls = shown_parts(seller_id, "moi", MOST_CALLS + 1)
    tasks = shown_parts(seller_id, "dang-lam", MOST_TASKS + 1)
    return Home(
        calls[:MOST_CALLS],
        len(calls) > MOST_CALLS,
        tasks[:MOST_TASKS],
        len(tasks) > MOST_TASKS,
        waiting_claims(seller_id),
        low_goods(seller_id, MOST_LOW),
        purse_of(seller_id, now),
        counts_of(seller_id),
    )


@dataclass(frozen=True)
class Feed:
    """Where a live page stands: everything up to `position` is on it; `ring` changes when a new order comes in."""

    topic: str
    position: int
    ring: int


def feed_of(seller_id: int) -> Feed:
    """The seller's live topic. Read before the page itself, so that nothing falls between them."""
    topic = of_seller(seller_id)
    position = position_of(topic)
    orders = FeedEntry.objects.filter(topic=topic, kind=SellerOrderReady.__name__)
    return Feed(topic, position, orders.aggregate(last=Max("position"))["last"] or 0)
