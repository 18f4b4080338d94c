"""Does a long history slow the sweep down, or make the dispatcher grow?"""

from __future__ import annotations

import resource
import time
from pathlib import Path

from base import clock
from bench.engine.filling import analyse, empty, fill
from events.claiming import due, park_lost
from events.dispatcher import dispatch_due
from events.sweeping import MOST_AT_ONCE

OPEN = 1000


def sweep_times(short: int, long: int) -> tuple[float, float]:
    """Milliseconds of a sweep's questions with a short and with a long history behind a thousand open deliveries."""
    empty()
    fill(first=1, events=short, state="delivered")
    fill(first=short + 1, events=OPEN, state="waiting")
    analyse()
    with_short = _sweep_ms()
    fill(first=short + OPEN + 1, events=long - short, state="delivered")
    analyse()
    return with_short, _sweep_ms()


def memory(events: int) -> tuple[int, int]:
    """Resident memory (kB) of a dispatcher after a tenth of so many events and at the end, over the long history."""
    first = 10**7
    fill(first=first, events=events, state="waiting")
    done = after_a_tenth = 0
    while tried := dispatch_due(limit=200):
        done += tried
        if done >= events / 10 and not after_a_tenth:
            after_a_tenth = _resident()
    return after_a_tenth, _resident()


def _sweep_ms() -> float:
    took = []
    for _ in range(11):
        begun = time.perf_counter()
        now = clock.now()
        park_lost(now=now)
        list(due(now=now, queues=["default"]).values_list("pk", flat=True)[:MOST_AT_ONCE])
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took)[5]


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024
