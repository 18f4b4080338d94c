"""Reading the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db.models import Count, Min, QuerySet

from base import clock
from events.base import Envelope, Event, from_payload
from events.models import IS_OPEN, Delivery, RecordedEvent
from events.wiring import queues


def history(*aggregate_ids: str) -> QuerySet[RecordedEvent]:
    """Everything recorded about some aggregates (`order:…`, `seller_order:…`), oldest first."""
    return RecordedEvent.objects.filter(aggregate_id__in=aggregate_ids).order_by("position")


def parked_deliveries() -> QuerySet[Delivery]:
    """Deliveries that gave up and wait for an operator, newest first."""
    return Delivery.objects.filter(state=Delivery.State.PARKED).select_related("event").order_by("-id")


def outbox_lag() -> timedelta:
    """How long the oldest open delivery has been waiting; zero when none is."""
    oldest = _open().order_by("due_at").values_list("due_at", flat=True).first()
    return max(clock.now() - oldest, timedelta()) if oldest else timedelta()


def lag_of_queues() -> dict[str, float]:
    """Of each queue, for how many seconds its oldest open delivery has been due; 0 when none is."""
    oldest = _open().values_list("queue").annotate(Min("due_at")).order_by()
    waited = {queue: max(0.0, (clock.now() - since).total_seconds()) for queue, since in oldest}
    return dict.fromkeys(queues(), 0.0) | waited


def open_deliveries() -> list[tuple[str, str, int]]:
    """(queue, state, how many), of deliveries that wait or are worked on."""
    return list(_open().values_list("queue", "state").annotate(Count("pk")).order_by())


def parked_of_subscribers() -> list[tuple[str, int]]:
    """(subscriber, how many), of deliveries that gave up."""
    parked = Delivery.objects.filter(state=Delivery.State.PARKED)
    return list(parked.values_list("subscriber").annotate(Count("pk")).order_by())


def _open() -> QuerySet[Delivery]:
    return Delivery.objects.filter(IS_OPEN)


def all_from(position: int, kinds: Iterable[type[Event]]) -> Iterator[Envelope[Event]]:
    """Events of some kinds after a position, in order: what a read model is rebuilt from."""
    rows = RecordedEvent.objects.filter(position__gt=position, name__in=[kind.__name__ for kind in kinds])
    for row in rows.order_by("position").iterator(chunk_size=500):
        yield Envelope(
            event=from_payload(row.name, row.payload),
            event_id=str(row.event_id),
            position=row.position,
            sequence=row.sequence,
            occurred_at=row.occurred_at,
            correlation_id=row.correlation_id,
            delivery_id=0,
        )
