"""Recording: the fact and what has to be told of it, in the transaction that made it true."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import connection, transaction

from base import clock
from events import correlation, transport
from events.base import Event
from events.models import Delivery, RecordedEvent
from events.wiring import queue_of, subscribers_of


class NotInTransaction(RuntimeError):
    """`record()` was called outside `transaction.atomic`: the fact and its event could come apart."""


def record(event: Event) -> RecordedEvent:
    """Write the event and one delivery per subscriber; they become visible with the fact itself.

    Raises NotInTransaction outside of `transaction.atomic`.
    """
    return record_all([event])[0]


def record_all(events: Sequence[Event]) -> list[RecordedEvent]:
    """The same for many at once, in the order given: three statements, however many there are."""
    if not connection.in_atomic_block:
        raise NotInTransaction([type(event).__name__ for event in events])
    if not events:
        return []
    now = clock.now()
    numbers = _next_sequences(events)
    recorded = RecordedEvent.objects.bulk_create(
        RecordedEvent(
            name=type(event).__name__,
            aggregate_id=event.aggregate_id,
            sequence=next(numbers[event.aggregate_id]),
            payload=json.loads(json.dumps(event.to_payload())),
            occurred_at=now,
            correlation_id=correlation.current(),
        )
        for event in events
    )
    _tell_of(list(zip(events, recorded, strict=True)), now)
    return recorded


def _tell_of(pairs: Sequence[tuple[Event, RecordedEvent]], now: datetime) -> None:
    deliveries = Delivery.objects.bulk_create(
        Delivery(
            event=recorded,
            subscriber=subscriber,
            queue=queue_of(subscriber),
            aggregate_id=recorded.aggregate_id,
            sequence=recorded.sequence,
            due_at=now,
        )
        for event, recorded in pairs
        for subscriber in subscribers_of(type(event))
    )
    if deliveries:
        transaction.on_commit(lambda: transport.poke([(d.pk, d.queue) for d in deliveries]))


def _next_sequences(events: Sequence[Event]) -> dict[str, Iterator[int]]:
    # One statement on both engines: it takes the rows' locks until commit, so two transactions that speak of the same
    # aggregate record their events one after the other. By name, so that none waits for another in a circle.
    wanted = sorted(Counter(event.aggregate_id for event in events).items())
    rows = ", ".join(["(%s, %s)"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO events_aggregatesequence (aggregate_id, last) VALUES {rows} "  # noqa: S608
            "ON CONFLICT (aggregate_id) DO UPDATE SET last = events_aggregatesequence.last + excluded.last "
            "RETURNING aggregate_id, last",
            [value for row in wanted for value in row],
        )
        last = dict(cursor.fetchall())
    return {name: iter(range(last[name] - many + 1, last[name] + 1)) for name, many in wanted}
