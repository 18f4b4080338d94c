"""A circuit breaker: whoever failed several times in a row is left alone for a while, then tried once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class CircuitBreaker:
    """One per process and service. Safe to share between threads."""

    #: Failures in a row that open it, and seconds until one question may try again.
    FAILURES, REST = 3, 5.0

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._failed = 0
        self._try_at = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the service is left alone at the moment."""
        return self._failed >= self.FAILURES

    def allows(self) -> bool:
        """Whether to ask the service now. When the rest is over, one asks and the others wait for what it hears."""
        with self._lock:
            if not self.is_open:
                return True
            if self._now() < self._try_at:
                return False
            self._try_at = self._now() + self.REST
            return True

    def succeeded(self) -> None:
        """It answered: all may ask again."""
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        """It did not answer in time, or not sensibly."""
        with self._lock:
            self._failed += 1
            self._try_at = self._now() + self.REST
