"""Delivering: each event to each of its subscribers, once, in the order of its aggregate.

A delivery is claimed by a conditional UPDATE. The handler's writes and the mark "delivered" commit
together, so its effect on our database happens once, whatever dies in between.
"""

from __future__ import annotations

import logging
import random
import uuid
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from base import clock
from base.errors import FinalFailure
from events import transport
from events.base import Envelope, Event, from_payload
from events.correlation import correlated
from events.models import Delivery
from events.wiring import Handler, handler_named

logger = logging.getLogger(__name__)

#: A worker that is silent for longer is taken for dead and its delivery is claimed by another.
LEASE = timedelta(seconds=60)
#: The fifth failure parks a delivery for the operator.
MOST_ATTEMPTS = 5

State = Delivery.State


class ClaimLost(Exception):
    """The lease ran out while the handler worked and another worker took over: our work is rolled back."""


def due(*, now: datetime, queue: str = "") -> models.QuerySet[Delivery]:
    """Deliveries that may be tried now, oldest first; none whose aggregate still has an earlier one open."""
    earlier = Delivery.objects.filter(
        ~Q(state=State.DELIVERED),
        subscriber=OuterRef("subscriber"),
        aggregate_id=OuterRef("aggregate_id"),
        sequence__lt=OuterRef("sequence"),
    )
    waiting = Q(state=State.WAITING) | Q(state=State.CLAIMED, lease_until__lt=now)
    open_rows = Delivery.objects.filter(state__in=[State.WAITING, State.CLAIMED], due_at__lte=now)
    if queue:
        open_rows = open_rows.filter(queue=queue)
    return open_rows.filter(waiting).filter(~Exists(earlier)).order_by("due_at", "id")


def dispatch_due(*, limit: int = 200) -> int:
    """Try what is due, up to `limit`; says how many were tried."""
    ids = list(due(now=clock.now()).values_list("pk", flat=True)[:limit])
    for delivery_id in ids:
        deliver(delivery_id=delivery_id)
    return len(ids)


def dispatch_all() -> int:
    """Deliver until nothing is due, including what the deliveries themselves record."""
    done = 0
    while tried := dispatch_due():
        done += tried
    return done


def deliver(*, delivery_id: int) -> bool:
    """Claim one delivery and run its handler. False when it was not ours to try, or the try failed."""
    claim = uuid.uuid4().hex
    if not _claim(delivery_id, claim):
        return False
    delivery = Delivery.objects.select_related("event").get(pk=delivery_id)
    with correlated(delivery.event.correlation_id):
        try:
            _run(delivery, claim)
        except ClaimLost:
            return False
        except Exception as trouble:
            _put_back(delivery, claim, trouble)
            return False
    return True


def deliver_successors(*, delivery_id: int) -> None:
    """Deliver what waited behind this one in its aggregate; its own poke came too early."""
    done = Delivery.objects.get(pk=delivery_id)
    behind = due(now=clock.now()).filter(subscriber=done.subscriber, aggregate_id=done.aggregate_id)
    while (following := behind.first()) is not None:
        if not deliver(delivery_id=following.pk):
            return


def _claim(delivery_id: int, claim: str) -> bool:
    now = clock.now()
    return bool(
        due(now=now)
        .filter(pk=delivery_id)
        .order_by()
        .update(state=State.CLAIMED, claimed_by=claim, lease_until=now + LEASE, attempts=models.F("attempts") + 1)
    )


def _run(delivery: Delivery, claim: str) -> None:
    handler: Handler = handler_named(delivery.subscriber)
    envelope = envelope_of(delivery)
    if getattr(handler, "calls_outside", False):
        handler(envelope)
        _mark_delivered(delivery, claim)
        return
    with transaction.atomic():
        # First the mark, which locks the row: nobody can take the claim over while the handler works.
        _mark_delivered(delivery, claim)
        handler(envelope)


def _mark_delivered(delivery: Delivery, claim: str) -> None:
    mine = Delivery.objects.filter(pk=delivery.pk, state=State.CLAIMED, claimed_by=claim)
    if not mine.update(state=State.DELIVERED, delivered_at=clock.now(), lease_until=None, trouble=""):
        raise ClaimLost


def _put_back(delivery: Delivery, claim: str, trouble: Exception) -> None:
    final = isinstance(trouble, FinalFailure) or delivery.attempts >= MOST_ATTEMPTS
    logger.warning("delivery %s failed (%s)", delivery.pk, trouble, exc_info=not isinstance(trouble, FinalFailure))
    Delivery.objects.filter(pk=delivery.pk, state=State.CLAIMED, claimed_by=claim).update(
        state=State.PARKED if final else State.WAITING,
        due_at=clock.now() + _back_off(delivery.attempts),
        lease_until=None,
        trouble=f"{type(trouble).__name__}: {trouble}"[:2000],
    )


def _back_off(attempts: int) -> timedelta:
    # 2, 8, 32 … seconds; the jitter keeps many that failed together from coming back together.
    return timedelta(seconds=2 * 4 ** (attempts - 1) * random.uniform(0.75, 1.25))


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
