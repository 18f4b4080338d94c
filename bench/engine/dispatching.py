"""Events dispatched a second on PostgreSQL, beside bare Celery tasks on the same RabbitMQ with the same workers."""

from __future__ import annotations

import time
from collections.abc import Callable

from bench.engine.app import app, nothing
from bench.engine.filling import empty, fill
from events import broker
from events.models import Delivery
from marketplace.celery import SWEEP
from tests.services.processes import Scaled

WORKERS = 2
QUEUE = "default"


def ratio(market: Scaled, events: int) -> tuple[float, float]:
    """(bare tasks a second, events a second); each pile is made first and then worked off."""
    for number in range(events):
        nothing.apply_async(args=[number], queue=QUEUE)
    bare = _worked_off(market, _depth, events)
    empty()
    fill(first=1, events=events, state="waiting")
    broker.publish(list(Delivery.objects.order_by("pk").values_list("pk", flat=True)), QUEUE)
    open_rows = Delivery.objects.filter(state__in=["waiting", "claimed"])
    return bare, _worked_off(market, open_rows.count, events)


def _worked_off(market: Scaled, left: Callable[[], int], pile: int) -> float:
    # The worker's start is not what is measured: the clock runs from the first tenth to the end.
    worker = market.worker("bench.engine.app", queues=f"{QUEUE},{SWEEP}", processes=WORKERS)
    beat = market.beat("bench.engine.app")
    _until(lambda: left() < pile * 0.9)
    begun, begun_with = time.monotonic(), left()
    _until(lambda: left() <= WORKERS)
    rate = (begun_with - WORKERS) / (time.monotonic() - begun)
    beat.stop()
    worker.stop()
    return rate


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 600
    while not true():
        if time.monotonic() > deadline:
            raise SystemExit("the workers do not work")
        time.sleep(0.05)


def _depth() -> int:
    [queue] = [queue for queue in app.conf.task_queues if queue.name == QUEUE]
    with app.connection() as broker:
        return int(queue(broker.default_channel).queue_declare(passive=True).message_count)
