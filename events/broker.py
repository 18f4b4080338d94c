"""Handing hints to Celery's broker from a thread of its own, so that no request ever waits for a broker."""

from __future__ import annotations

import logging
import os
import queue
import threading
from collections.abc import Sequence

from django.conf import settings
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

#: Hints that may wait; what does not fit is found by the sweep.
MOST_WAITING = 10_000

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
            delivery_id, to = self.waiting.get()
            try:
                publish(delivery_id, to)
            except Exception as trouble:
                logger.warning("broker not reached, the sweep will deliver: %r", trouble)
                self._drop_all()

    def _drop_all(self) -> None:
        # They would only meet the same dead broker, one time-out after the other.
        while not self.waiting.empty():
            self.waiting.get_nowait()


def publish(delivery_id: int, to: str, *, expires: float | None = None) -> None:
    """Ask a worker on queue `to` to try a delivery; the request is worthless after `expires` seconds."""
    app = import_string(settings.CELERY_APP)
    app.send_task("events.deliver", args=[delivery_id], queue=to, expires=expires, retry=False, ignore_result=True)


publisher = Publisher()
