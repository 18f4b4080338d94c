"""Delivering: each event to each of its subscribers, once, in the order of its aggregate.

A delivery is claimed by a conditional UPDATE. The handler's writes and the mark "delivered" commit
together, so its effect on our database happens once, whatever dies in between.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Collection
from datetime import timedelta

from django.db import models, transaction

from base import clock, commits
from base.errors import FinalFailure
from events import transport
from events.base import Envelope, Event, from_payload
from events.claiming import MOST_ATTEMPTS, State, claim, due, park_lost
from events.correlation import correlated
from events.models import Delivery
from events.wiring import Handler, calls_outside, handler_named

logger = logging.getLogger(__name__)

#: Seconds after which a worker begins no further delivery of a hint, so that none is cut off by the task's time limit.
ENOUGH = 10.0


class ClaimLost(Exception):
    """The lease ran out while the handler worked and another worker took over: our work is rolled back."""


def dispatch_due(*, limit: int = 200, queues: Collection[str] = ()) -> int:
    """Try what is due, up to `limit`, of some queues or of all; says how many were tried."""
    park_lost(now=clock.now())
    waiting = list(due(now=clock.now(), queues=queues).select_related("event")[:limit])
    for delivery in waiting:
        deliver(delivery)
    return len(waiting)


def dispatch_all() -> int:
    """Deliver until nothing is due, including what the deliveries themselves record."""
    done = 0
    while tried := dispatch_due():
        done += tried
    return done


def deliver_hinted(*, delivery_ids: Collection[int]) -> None:
    """Deliver what a hint names, and what waited behind it in its aggregates: its own hint came too early.

    What there is no time for is left to others: the sweep finds it.
    """
    enough = time.monotonic() + ENOUGH
    # Many hints come again (from a sweep) or too early: one question sorts them out.
    waiting = due(now=clock.now()).filter(pk__in=delivery_ids)
    while done := [each for each in waiting.select_related("event") if time.monotonic() < enough and deliver(each)]:
        aggregates, subscribers = {each.aggregate_id for each in done}, {each.subscriber for each in done}
        waiting = due(now=clock.now()).filter(aggregate_id__in=aggregates, subscriber__in=subscribers)


def deliver(delivery: Delivery) -> bool:
    """Claim what `due` has found and run its handler. False when it was not ours to try, or the try failed."""
    if not claim(delivery):
        return False
    with correlated(delivery.event.correlation_id):
        try:
            _run(delivery)
        except ClaimLost:
            return False
        except Exception as trouble:
            _put_back(delivery, trouble)
            return False
        logger.info("delivered", extra=_facts(delivery))
    return True


def _run(delivery: Delivery) -> None:
    handler: Handler = handler_named(delivery.subscriber)
    envelope = envelope_of(delivery)
    if calls_outside(delivery.subscriber):
        handler(envelope)
        _mark_delivered(delivery)
        return
    with transaction.atomic():
        # The mark goes wherever the handler's work goes: should the server lose both, the delivery is tried again.
        commits.need_not_wait()
        # First the mark, which locks the row: nobody can take the claim over while the handler works.
        _mark_delivered(delivery)
        handler(envelope)


def _mark_delivered(delivery: Delivery) -> None:
    if not _ours(delivery).update(state=State.DELIVERED, delivered_at=clock.now(), lease_until=None, trouble=""):
        raise ClaimLost


def _put_back(delivery: Delivery, trouble: Exception) -> None:
    final = isinstance(trouble, FinalFailure) or delivery.attempts >= MOST_ATTEMPTS
    trace = not isinstance(trouble, FinalFailure)
    logger.warning("delivery failed: %r", trouble, extra=_facts(delivery), exc_info=trace)
    _ours(delivery).update(
        state=State.PARKED if final else State.WAITING,
        due_at=clock.now() + _back_off(delivery.attempts),
        lease_until=None,
        trouble=f"{type(trouble).__name__}: {trouble}"[:2000],
    )


def _ours(delivery: Delivery) -> models.QuerySet[Delivery]:
    return Delivery.objects.filter(pk=delivery.pk, state=State.CLAIMED, claimed_by=delivery.claimed_by)


def _back_off(attempts: int) -> timedelta:
    # 2, 8, 32 … seconds; the jitter keeps many that failed together from coming back together.
    return timedelta(seconds=2 * 4 ** (attempts - 1) * random.uniform(0.75, 1.25))


def _facts(delivery: Delivery) -> dict[str, object]:
    return {
        "delivery_id": delivery.pk,
        "event": delivery.event.name,
        "event_id": str(delivery.event.event_id),
        "aggregate_id": delivery.aggregate_id,
        "subscriber": delivery.subscriber,
        "attempt": delivery.attempts,
    }


def envelope_of(delivery: Delivery) -> Envelope[Event]:
    """The event as its handler receives it."""
    event = delivery.event
    return Envelope(
        event=from_payload(event.name, event.payload),
        event_id=str(event.event_id),
        position=event.position,
        sequence=event.sequence,
        occurred_at=event.occurred_at,
        correlation_id=event.correlation_id,
        delivery_id=delivery.pk,
    )


def replay_parked(*, delivery_id: int) -> bool:
    """Give a parked delivery another five tries, now. False when it is not parked (any more)."""
    return bool(_replay(Delivery.objects.filter(pk=delivery_id)))


def replay_parked_of(*, subscriber: str) -> int:
    """Give everything that is parked for a subscriber another five tries, now; says how many."""
    return _replay(Delivery.objects.filter(subscriber=subscriber))


@transaction.atomic
def _replay(deliveries: models.QuerySet[Delivery]) -> int:
    deliveries = deliveries.filter(state=State.PARKED)
    waiting = list(deliveries.values_list("pk", "queue"))
    replayed = deliveries.update(state=State.WAITING, attempts=0, due_at=clock.now(), trouble="")
    transaction.on_commit(lambda: transport.poke(waiting))
    return replayed
