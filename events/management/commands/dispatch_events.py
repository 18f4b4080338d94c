"""`manage.py dispatch_events [--once]`: deliver what is due, in a process of its own."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from events import dispatcher

#: Seconds between two looks when nothing is due.
TICK = 1.0


class Command(BaseCommand):
    help = "Deliver recorded events to their subscribers until stopped; with --once until nothing is due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing is due any more")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            self.stdout.write(f"{dispatcher.dispatch_all()} deliveries tried")
            return
        stopped = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stopped.set())
        while not stopped.is_set():
            if not dispatcher.dispatch_due():
                stopped.wait(TICK)
