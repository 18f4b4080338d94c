"""How the dispatcher hears, after commit, that there is something to do.

The transport is a hint only: a delivery that nobody was told of is found by the sweep.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from django.conf import settings

logger = logging.getLogger(__name__)

_local_listeners: list[Callable[[], None]] = []


def listen(wake: Callable[[], None]) -> None:
    """Register the embedded dispatcher of this process; `wake` may be called from any thread."""
    _local_listeners.append(wake)


def stop_listening(wake: Callable[[], None]) -> None:
    """Take a listener off again."""
    _local_listeners.remove(wake)


def poke(deliveries: Sequence[tuple[int, str]]) -> None:
    """Say that deliveries (id, queue) wait. Never raises: a broker that is down only costs the sweep's delay."""
    if settings.CELERY_BROKER_URL:
        _enqueue(deliveries)
    for wake in _local_listeners:
        wake()


def _enqueue(deliveries: Sequence[tuple[int, str]]) -> None:
    from events.tasks import deliver_event

    try:
        for delivery_id, queue in deliveries:
            deliver_event.apply_async(args=[delivery_id], queue=queue, retry=False)
    except Exception as trouble:
        logger.warning("broker not reached, the sweep will deliver: %s", trouble)
