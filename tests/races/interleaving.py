"""Two commands at once, one of them held at a named point: what comes out must be what one after the other gives.

The first runs until it reaches the point and stops there, inside its transaction. The second begins. When it has come
to an end, or waits for something that the first holds, the first goes on. A command is one line (COMMANDS in
test_interleavings.py) and is paired with all others; a point is a function of ours, entered or left.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.db import connection, connections

from base.errors import MarketError

PATIENCE = 30.0
Command = Callable[[], object]


@dataclass(frozen=True)
class Point:
    """A named point: `before` or `after` a function, where a module keeps it under `name`."""

    when: str
    module: str
    name: str

    def __str__(self) -> str:
        return f"{self.when}-{self.name}"


class Gate:
    """Stops the first thread at a point, once."""

    def __init__(self) -> None:
        self.thread: threading.Thread | None = None
        self.reached, self.open = threading.Event(), threading.Event()

    def pass_by(self) -> None:
        """Wait here, if it is the first thread's first time."""
        if threading.current_thread() is not self.thread or self.reached.is_set():
            return
        self.reached.set()
        if not self.open.wait(PATIENCE):
            raise AssertionError("nobody opened the gate")


@contextmanager
def gate_at(point: Point) -> Iterator[Gate]:
    """Put a gate at a point while the block runs."""
    gate, module = Gate(), import_module(point.module)
    original = getattr(module, point.name)

    def gated(*args: Any, **kwargs: Any) -> Any:
        if point.when == "before":
            gate.pass_by()
        result = original(*args, **kwargs)
        if point.when == "after":
            gate.pass_by()
        return result

    setattr(module, point.name, gated)
    try:
        yield gate
    finally:
        gate.open.set()
        setattr(module, point.name, original)


class Runner(threading.Thread):
    """A command in a thread, with a connection of its own."""

    def __init__(self, command: Command, gate: Gate | None = None) -> None:
        super().__init__(daemon=True)
        self.command = command
        if gate is not None:
            gate.thread = self
        self.trouble: BaseException | None = None
        self.begins = threading.Event()
        self.backend: int | None = None

    def run(self) -> None:
        try:
            with connection.execute_wrapper(self._watch), suppress(MarketError):
                # A rule that says no is an end like any other.
                self.command()
        except BaseException as trouble:
            self.trouble = trouble
        finally:
            connections.close_all()

    def _watch(self, execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if connection.vendor == "postgresql" and self.backend is None:
            self.backend = connection.connection.info.backend_pid
        if sql.startswith("BEGIN") or not sql.startswith("SELECT"):
            self.begins.set()
        return execute(sql, params, many, context)

    def end(self) -> None:
        """Wait for the end; raises what went wrong."""
        self.join(PATIENCE)
        assert not self.is_alive(), "a command hangs"
        if self.trouble is not None:
            raise self.trouble


def points_reached(command: Command, points: Iterable[Point]) -> list[Point]:
    """Which of some points a command comes by when it runs alone."""
    with ExitStack() as gates:
        placed = [(point, gates.enter_context(gate_at(point))) for point in points]
        for _, gate in placed:
            gate.thread = threading.current_thread()
            gate.open.set()
        with suppress(MarketError):
            command()
        return [point for point, gate in placed if gate.reached.is_set()]


def interleave(first: Command, second: Command, point: Point) -> None:
    """Run both as the module says. The first must come by the point."""
    with gate_at(point) as gate:
        one = Runner(first, gate)
        one.start()
        while one.is_alive() and not gate.reached.wait(0.01):
            pass
        two = Runner(second)
        two.start()
        _let_it_come_as_far_as_it_can(two)
        gate.open.set()
        one.end()
        two.end()
    assert gate.reached.is_set(), f"{point} was not reached"


def _let_it_come_as_far_as_it_can(runner: Runner) -> None:
    deadline = time.monotonic() + PATIENCE
    while runner.is_alive() and time.monotonic() < deadline:
        runner.join(0.01)
        if runner.is_alive() and _waits(runner):
            return


def _waits(runner: Runner) -> bool:
    if connection.vendor == "sqlite":
        # The first holds the only write lock, so whoever wants to write waits from here on.
        return runner.begins.is_set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = %s", [runner.backend])
        row = cursor.fetchone()
    return bool(row and row[0])
