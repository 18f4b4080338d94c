"""Which delivery may be tried now, and by whom. One conditional UPDATE decides, the same on both engines.

On PostgreSQL (READ COMMITTED) a claim cannot overtake its predecessor: an event's number is given under a row lock that
lasts until its transaction commits, so whoever sees number n sees all before it; and a predecessor that is not seen as
delivered has not committed its effect yet. "Delivered" is final, so what was due once stays due until somebody tries
it. Two claims of one delivery meet at its row: the second waits, looks again and finds another try than it has read.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery

from base import clock, commits
from events.models import IS_OPEN, Delivery
from events.wiring import DEFAULT_QUEUE, calls_outside, queues

State = Delivery.State

#: A worker that is silent for longer is taken for dead and its delivery is claimed by another.
LEASE = timedelta(seconds=60)
#: The fifth failure parks a delivery for the operator.
MOST_ATTEMPTS = 5


def due(*, now: datetime, queues: Collection[str] = ()) -> models.QuerySet[Delivery]:
    """Deliveries that may be tried now, oldest first; none whose aggregate still has an earlier one open.

    Of some queues, or of all when none is named.
    """
    # One look into an index for each open row, whatever the planner believes. As NOT EXISTS it would be a join, and
    # planned for the few rows that are usually open: after an outage of the broker, all of them with all of them.
    first = Delivery.objects.filter(
        ~Q(state=State.DELIVERED), subscriber=OuterRef("subscriber"), aggregate_id=OuterRef("aggregate_id")
    ).order_by("sequence")
    open_rows = Delivery.objects.filter(IS_OPEN, due_at__lte=now)
    abandoned = Q(lease_until__lt=now, attempts__lt=MOST_ATTEMPTS)
    if queues:
        open_rows = open_rows.filter(queue__in=queues)
    free = open_rows.filter(~Q(state=State.CLAIMED) | abandoned)
    return free.filter(sequence=Subquery(first.values("sequence")[:1])).order_by("due_at", "id")


@transaction.atomic
def claim(delivery: Delivery) -> bool:
    """Take what `due` has found, to be worked on alone until the lease ends. False when somebody tried it since.

    A claim that the server loses leaves the delivery waiting, with all its handler did here undone. Only a handler
    that calls the outside world begins after the disk has the claim, and with it all that the call is about.
    """
    if not calls_outside(delivery.subscriber):
        commits.need_not_wait()
    as_found = Delivery.objects.filter(
        pk=delivery.pk, state=delivery.state, attempts=delivery.attempts, claimed_by=delivery.claimed_by
    )
    ours = {
        "state": State.CLAIMED,
        "attempts": delivery.attempts + 1,
        "claimed_by": uuid.uuid4().hex,
        "lease_until": clock.now() + LEASE,
    }
    if not as_found.update(**ours):
        return False
    for name, value in ours.items():
        setattr(delivery, name, value)
    return True


def park_lost(*, now: datetime) -> int:
    """Park what was claimed for the fifth time by a worker that never came back; says how many.

    Such an event ends its worker (out of memory, killed for working too long) before the failure can be noted.
    """
    lost = Delivery.objects.filter(IS_OPEN, state=State.CLAIMED, lease_until__lt=now, attempts__gte=MOST_ATTEMPTS)
    words = f"WorkerLost: no word from the worker within {LEASE.total_seconds():.0f} s, {MOST_ATTEMPTS} times"
    return lost.update(state=State.PARKED, lease_until=None, trouble=words)


def adopt() -> int:
    """Take deliveries of queues that are no longer served into the one for everything; says how many."""
    return Delivery.objects.filter(IS_OPEN).exclude(queue__in=queues()).update(queue=DEFAULT_QUEUE)
