"""Somebody who kills one process after the other, and starts each again."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.services.processes import Process

#: Seconds between two kills.
EVERY = 2.0


@contextmanager
def killing(victims: Sequence[Process]) -> Iterator[list[str]]:
    """Until the block ends, SIGKILL one of them every two seconds, in turn. Yields the log of what was killed."""
    over, killed = threading.Event(), []

    def go_on() -> None:
        turn = itertools.cycle(victims)
        while not over.wait(EVERY):
            victim = next(turn)
            victim.kill()
            victim.start()
            killed.append(victim.log.stem)

    killer = threading.Thread(target=go_on)
    killer.start()
    try:
        yield killed
    finally:
        over.set()
        killer.join(timeout=60)
