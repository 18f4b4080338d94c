"""The market without its outbox: whoever must hear of an event is told by a task that is sent after the commit.

That is how many shops do it, with Celery's own defaults. It is the control of the proof with kill -9: whatever was
committed and not yet sent, or taken by a worker and not yet done, is lost with its process. Only tests import this.
"""

from __future__ import annotations

from typing import Any

from marketplace.celery import app
from marketplace.wsgi import application

# isort: split
# What follows imports models, which exist only now.
from django.db import transaction

from base import clock
from events import outbox
from events.base import Envelope, Event, from_payload
from events.models import RecordedEvent
from events.wiring import handler_named, subscribers_of

__all__ = ["app", "application"]


def record_and_enqueue(event: Event) -> RecordedEvent:
    """Keep the history, and send a task for each subscriber when it is committed."""
    recorded = RecordedEvent.objects.create(
        name=type(event).__name__,
        aggregate_id=event.aggregate_id,
        sequence=outbox._next_sequence(event.aggregate_id),
        payload=event.to_payload(),
        occurred_at=clock.now(),
    )
    for subscriber in subscribers_of(type(event)):
        transaction.on_commit(lambda subscriber=subscriber: handle.delay(recorded.position, subscriber))
    return recorded


@app.task(name="control.handle", acks_late=False)
def handle(position: int, subscriber: str) -> None:
    row = RecordedEvent.objects.get(pk=position)
    event: Event = from_payload(row.name, row.payload)
    facts: dict[str, Any] = {"event_id": str(row.event_id), "position": position, "sequence": row.sequence}
    with transaction.atomic():
        handler_named(subscriber)(
            Envelope(event, **facts, occurred_at=row.occurred_at, correlation_id="", delivery_id=position)
        )


def _everywhere(replacement: Any) -> None:
    # `from events.outbox import record` has given each of them a name of its own.
    import sys

    for module in list(sys.modules.values()):
        if getattr(module, "record", None) is original:
            module.record = replacement  # type: ignore[attr-defined]


original = outbox.record
_everywhere(record_and_enqueue)
