"""Handing hints to Celery's broker from a thread of its own, so that no request ever waits for a broker.

A hint says "these deliveries of this queue wait". It may get lost, or come late or twice: the claim decides.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

#: Hints that may wait; what does not fit is found by the sweep.
MOST_WAITING = 10_000
#: Deliveries in one message. A lone one goes at once; under load the cost of a message is shared.
MOST_TOGETHER = 20
#: Seconds between two sweeps (events/sweeping.py).
SWEEP_SECONDS = 5
#: Seconds a hint is worth something. Workers that were away find no pile of old hints: the sweep hints anew every five.
HINT_SECONDS = 30

Hint = tuple[int, str]


class Publisher:
    """A queue and the thread that empties it. Started on first use, and anew in a forked process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process = 0
        self.waiting: queue.Queue[Hint] = queue.Queue(MOST_WAITING)

    def offer(self, hints: Sequence[Hint]) -> None:
        """Take hints (delivery id, queue). Never waits and never raises."""
        self._be_running()
        try:
            for hint in hints:
                self.waiting.put_nowait(hint)
        except queue.Full:
            logger.warning("the broker is slow, the sweep will deliver")

    def _be_running(self) -> None:
        with self.lock:
            if self.process != os.getpid():
                self.process, self.waiting = os.getpid(), queue.Queue(MOST_WAITING)
                threading.Thread(target=self._publish, name="event-hints", daemon=True).start()

    def _publish(self) -> None:
        while True:
            together: dict[str, list[int]] = defaultdict(list)
            for delivery_id, to in self._take():
                together[to].append(delivery_id)
            try:
                for to, delivery_ids in together.items():
                    publish(delivery_ids, to)
            except Exception as trouble:
                logger.warning("broker not reached, the sweep will deliver: %r", trouble)
                self._drop_all()

    def _take(self) -> list[Hint]:
        taken = [self.waiting.get()]
        while len(taken) < MOST_TOGETHER and not self.waiting.empty():
            taken.append(self.waiting.get_nowait())
        return taken

    def _drop_all(self) -> None:
        # They would only meet the same dead broker, one time-out after the other.
        while not self.waiting.empty():
            self.waiting.get_nowait()


def publish(delivery_ids: Sequence[int], to: str) -> None:
    """Ask workers on queue `to` to try deliveries, some in each message. Raises what the broker's client raises."""
    app = import_string(settings.CELERY_APP)
    for first in range(0, len(delivery_ids), MOST_TOGETHER):
        together = list(delivery_ids[first : first + MOST_TOGETHER])
        app.send_task(
            "events.deliver", args=[together], queue=to, expires=HINT_SECONDS, retry=False, ignore_result=True
        )


publisher = Publisher()
