"""Celery's app with a choice of changes to the dispatcher, named by CHANGES. Only tests import this.

`hurried`: a failed try comes back in half a second and a lost worker's claim after eight. `unordered`: a delivery is
due although its predecessor is not delivered; the control of the proof of order.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import datetime, timedelta

from marketplace.celery import app

# isort: split
# What follows imports models, which exist only now.
from django.db.models import Q, QuerySet

from events import claiming, dispatcher, sweeping
from events.models import Delivery
from tests.services.consumers import soon

__all__ = ["app"]


def due_in_any_order(*, now: datetime, queues: Collection[str] = ()) -> QuerySet[Delivery]:
    """Without the look at what came before."""
    waiting = Q(state="waiting") | Q(state="claimed", lease_until__lt=now)
    return Delivery.objects.filter(waiting, due_at__lte=now).order_by("due_at", "id")


changes = os.environ.get("CHANGES", "").split()
if "hurried" in changes:
    dispatcher._back_off = soon
    claiming.LEASE = timedelta(seconds=8)
if "unordered" in changes:
    for module in (dispatcher, sweeping):
        module.due = due_in_any_order  # type: ignore[attr-defined]
