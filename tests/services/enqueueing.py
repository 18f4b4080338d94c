"""The market without its outbox: whoever must hear of an event is told by a task that is sent after the commit.

That is how many shops do it, with Celery's own defaults. It is the control of the proof with kill -9: whatever was
committed and not yet sent, or taken by a worker and not yet done, is lost with its process. Only tests import this.
A task that came to its end, well or badly, leaves a row among the deliveries, so that what is lost can be counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from marketplace.celery import app
from marketplace.wsgi import application

# isort: split
# What follows imports models, which exist only now.
from django.db import transaction

from events import outbox
from events.base import Envelope, Event, from_payload
from events.models import Delivery, RecordedEvent
from events.wiring import handler_named, subscribers_of

__all__ = ["app", "application"]


def enqueue(pairs: Sequence[tuple[Event, RecordedEvent]], now: datetime) -> None:
    """Send a task for each subscriber when the events are committed, and write nothing down."""
    for event, recorded in pairs:
        for subscriber in subscribers_of(type(event)):
            transaction.on_commit(partial(handle.delay, recorded.position, subscriber))


@app.task(name="control.handle", acks_late=False)
def handle(position: int, subscriber: str) -> None:
    row = RecordedEvent.objects.get(pk=position)
    event: Event = from_payload(row.name, row.payload)
    facts: dict[str, Any] = {"event_id": str(row.event_id), "position": position, "sequence": row.sequence}
    try:
        with transaction.atomic():
            handler_named(subscriber)(
                Envelope(event, **facts, occurred_at=row.occurred_at, correlation_id="", delivery_id=position)
            )
            note_the_end(row, subscriber, Delivery.State.DELIVERED)
    except Exception:
        note_the_end(row, subscriber, Delivery.State.PARKED)
        raise


def note_the_end(row: RecordedEvent, subscriber: str, state: Delivery.State) -> None:
    of_event = {"event": row, "aggregate_id": row.aggregate_id, "sequence": row.sequence}
    Delivery.objects.create(**of_event, subscriber=subscriber, state=state, due_at=row.occurred_at)


outbox._tell_of = enqueue
