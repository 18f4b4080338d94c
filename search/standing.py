"""How producers answer their orders, for the order in which goods are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from base import clock
from events.models import RecordedEvent
from search.models import SellerStanding
from search.queries import valid_star
from search.ranking import COUNTED_OVER, IN_TIME, Answering, Quality, quality

_ANSWERS = ("SellerOrderAccepted", "SellerOrderRefused")


class Standings:
    """Some producers' standings, read once for many of their products."""

    def __init__(self, seller_ids: Collection[int]) -> None:
        rows = SellerStanding.objects.filter(pk__in=seller_ids)
        self.answering = {row.pk: Answering(row.orders, row.in_time) for row in rows}
        self.now = clock.now()
        self.today = clock.market_day(self.now)

    def quality_of(self, row: Mapping[str, Any]) -> Quality:
        """The quality of a product from its row of `search.reading`."""
        return quality(
            star=valid_star(row["product__ocop_star"], row["product__ocop_expires_on"], self.today),
            answering=self.answering.get(row["partner_id"], Answering()),
            opened_at=row["partner__approved_at"],
            now=self.now,
        )


def count_answers(now: datetime) -> list[int]:
    """Count anew how producers answered; says whose standing changed. An order may wait its time uncounted."""
    old = {row.pk: Answering(row.orders, row.in_time) for row in SellerStanding.objects.all()}
    new = _answering(now)
    changed = [seller for seller in {*old, *new} if old.get(seller, Answering()) != new.get(seller, Answering())]
    SellerStanding.objects.filter(pk__in=set(old) - set(new)).delete()
    SellerStanding.objects.bulk_create(
        (SellerStanding(seller, each.orders, each.in_time) for seller, each in new.items()),
        update_conflicts=True,
        unique_fields=["seller_id"],
        update_fields=["orders", "in_time"],
    )
    return changed


def _answering(now: datetime) -> dict[int, Answering]:
    ready = RecordedEvent.objects.filter(name="SellerOrderReady", occurred_at__gte=now - COUNTED_OVER)
    answers = RecordedEvent.objects.filter(name__in=_ANSWERS, occurred_at__gte=now - COUNTED_OVER)
    answered = dict(answers.values_list("aggregate_id", "occurred_at"))
    orders: dict[int, int] = defaultdict(int)
    in_time: dict[int, int] = defaultdict(int)
    for part, seller, since in ready.values_list("aggregate_id", "payload__seller_id", "occurred_at").iterator():
        took = answered.get(part, now) - since
        if part in answered or took > IN_TIME:
            orders[seller] += 1
            in_time[seller] += took <= IN_TIME
    return {seller: Answering(number, in_time[seller]) for seller, number in orders.items()}
