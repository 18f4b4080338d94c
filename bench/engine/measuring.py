"""All measurements, one after the other, and whether each promise was kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from bench.engine import dispatching, history, ringing
from bench.engine.filling import empty
from bench.engine.stall import open_stall
from tests.services.processes import scaled

#: Order paid to socket, in bare round trips; events a second, in bare tasks; sweep and memory, in those of the start.
MOST_ROUND_TRIPS, LEAST_DISPATCHED, MOST_GROWN = 5.0, 0.3, 1.5


def measure(folder: Path, *, events: int, long: int, orders: int) -> int:
    """Print each figure beside its reference; 1 when a promise is broken."""
    call_command("migrate", verbosity=0)
    environment = dict(os.environ)
    broken = _ring(environment, folder, orders)
    counting = environment | {"DJANGO_SETTINGS_MODULE": "bench.engine.settings"}
    empty()
    with scaled(counting, folder, "bench.engine.app") as market:
        bare, ours = dispatching.ratio(market, events)
    broken += _say(
        "events a second", f"{ours:.0f}", f"bare tasks {bare:.0f}", ours / bare, ours / bare >= LEAST_DISPATCHED
    )
    broken += _history(long, events, counting)
    connection.close()
    return int(bool(broken))


def _ring(environment: dict[str, str], folder: Path, orders: int) -> int:
    stall = open_stall()
    modules = ("marketplace.wsgi", "marketplace.asgi", "marketplace.celery")
    with scaled(environment, folder, *modules) as market:
        bare, answered, ours = ringing.p95(market, stall, orders)
    times, reference = ours / bare, f"{bare:.2f} ms bare, notice answered in {answered:.1f} ms"
    return _say("paid to socket p95", f"{ours:.1f} ms", reference, times, times <= MOST_ROUND_TRIPS)


def _history(long: int, events: int, counting: dict[str, str]) -> int:
    short_ms, long_ms = history.sweep_times(long // 100, long)
    times = long_ms / short_ms
    broken = _say(
        "sweep", f"{long_ms:.1f} ms", f"{short_ms:.1f} ms with 1 % of the history", times, times <= MOST_GROWN
    )
    early, late = history.memory(events, counting)
    return broken + _say("memory", f"{late} kB", f"{early} kB after a tenth", late / early, late / early <= MOST_GROWN)


def _say(what: str, ours: str, reference: str, ratio: float, kept: bool) -> int:
    sys.stdout.write(f"{what:20}{ours:>14}   {reference:36}{ratio:8.2f}   {'kept' if kept else 'BROKEN'}\n")
    sys.stdout.flush()
    return int(not kept)
