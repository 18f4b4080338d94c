"""Does a long history slow the sweep down, or make the dispatcher grow?"""

from __future__ import annotations

import subprocess
import sys
import time

from base import clock
from bench.engine.filling import analyse, empty, fill
from events.claiming import due, park_lost
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


def memory(events: int, environment: dict[str, str]) -> tuple[int, int]:
    """Resident memory (kB) of a dispatcher after a tenth of so many events and at the end, over the long history."""
    fill(first=10**7, events=events, state="waiting")
    # A process of its own, which knows the consumer that does nothing and holds nothing of what was measured before.
    dispatcher = [sys.executable, "-m", "bench.engine.dispatching_alone", str(events)]
    said = subprocess.run(dispatcher, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    after_a_tenth, at_the_end = map(int, said.splitlines()[-1].split())
    return after_a_tenth, at_the_end


def _sweep_ms() -> float:
    took = []
    for _ in range(11):
        begun = time.perf_counter()
        now = clock.now()
        park_lost(now=now)
        list(due(now=now, queues=["default"]).values_list("pk", flat=True)[:MOST_AT_ONCE])
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took)[5]
