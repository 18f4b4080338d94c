"""How the deliveries of events are doing, and those that gave up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, QuerySet

from events.models import Delivery
from events.selectors import outbox_lag, parked_deliveries

State = Delivery.State


@dataclass(frozen=True)
class OutboxState:
    """Open deliveries by state, and how long the oldest has been waiting."""

    waiting: int
    claimed: int
    parked: int
    lag: timedelta


def outbox_state() -> OutboxState:
    """Counted over open rows only, so the page is as quick after years as on the first day."""
    open_rows = Delivery.objects.exclude(state=State.DELIVERED).order_by()
    counts = dict(open_rows.values_list("state").annotate(Count("pk")))
    return OutboxState(
        waiting=counts.get(State.WAITING, 0),
        claimed=counts.get(State.CLAIMED, 0),
        parked=counts.get(State.PARKED, 0),
        lag=outbox_lag(),
    )


def parked(*, subscriber: str = "") -> QuerySet[Delivery]:
    """Deliveries that gave up, newest first; of one subscriber when it is named."""
    found = parked_deliveries()
    return found.filter(subscriber=subscriber) if subscriber else found
