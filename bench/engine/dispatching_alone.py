"""`python -m bench.engine.dispatching_alone EVENTS`: deliver what is due; say the memory (kB) early and at the end."""

from __future__ import annotations

import logging
import resource
import sys
from pathlib import Path

import django


def main(events: int) -> None:
    """So many must be due and none may fail."""
    django.setup()
    logging.disable(logging.INFO)
    from events.dispatcher import dispatch_due
    from events.models import Delivery

    done = after_a_tenth = 0
    while tried := dispatch_due(limit=200):
        done += tried
        if done >= events / 10 and not after_a_tenth:
            after_a_tenth = _resident()
    if open_still := Delivery.objects.exclude(state=Delivery.State.DELIVERED).count():
        raise SystemExit(f"{open_still} were not delivered")
    sys.stdout.write(f"{after_a_tenth} {_resident()}\n")


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
