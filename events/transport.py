"""How the dispatcher hears, after commit, that there is something to do.

The transport is a hint only: a delivery that nobody was told of is found by the sweep.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.conf import settings

from events.broker import publisher

_local_listeners: list[Callable[[], None]] = []


def listen(wake: Callable[[], None]) -> None:
    """Register the embedded dispatcher of this process; `wake` may be called from any thread."""
    _local_listeners.append(wake)


def stop_listening(wake: Callable[[], None]) -> None:
    """Take a listener off again."""
    _local_listeners.remove(wake)


def poke(deliveries: Sequence[tuple[int, str]]) -> None:
    """Say that deliveries (id, queue) wait. Never raises and never waits: a dead broker costs the sweep's delay."""
    if settings.CELERY_BROKER_URL:
        publisher.offer(deliveries)
    for wake in _local_listeners:
        wake()
