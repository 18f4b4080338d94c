"""Waiting for another thread: ask until the answer is there or the deadline has passed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def eventually(ask: Callable[[], T | None], seconds: float = 15) -> T:
    """The first answer that is not None."""
    deadline = time.monotonic() + seconds
    while (answer := ask()) is None:
        assert time.monotonic() < deadline, "it did not happen in time"
        threading.Event().wait(0.02)
    return answer
