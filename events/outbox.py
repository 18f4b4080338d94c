"""Recording: the fact and what has to be told of it, in the transaction that made it true."""

from __future__ import annotations

import json

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
    if not connection.in_atomic_block:
        raise NotInTransaction(type(event).__name__)
    now = clock.now()
    recorded = RecordedEvent.objects.create(
        name=type(event).__name__,
        aggregate_id=event.aggregate_id,
        sequence=_next_sequence(event.aggregate_id),
        payload=json.loads(json.dumps(event.to_payload())),
        occurred_at=now,
        correlation_id=correlation.current(),
    )
    deliveries = Delivery.objects.bulk_create(
        Delivery(
            event=recorded,
            subscriber=subscriber,
            queue=queue_of(subscriber),
            aggregate_id=recorded.aggregate_id,
            sequence=recorded.sequence,
            due_at=now,
        )
        for subscriber in subscribers_of(type(event))
    )
    if deliveries:
        transaction.on_commit(lambda: transport.poke([(d.pk, d.queue) for d in deliveries]))
    return recorded


def _next_sequence(aggregate_id: str) -> int:
    # One statement on both engines: it takes the row's lock until commit, so two transactions that
    # speak of the same aggregate record their events one after the other.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events_aggregatesequence (aggregate_id, last) VALUES (%s, 1) "
            "ON CONFLICT (aggregate_id) DO UPDATE SET last = events_aggregatesequence.last + 1 RETURNING last",
            [aggregate_id],
        )
        return int(cursor.fetchone()[0])
