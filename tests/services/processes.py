"""The processes of a scaled market: pages, live socket, workers, beat. Each can be killed as a power cut would."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import requests

from deploy.postgres import free_port
from tests.races.serving import READY_WITHIN, ROOT

P = TypeVar("P", bound="Process")


@dataclass
class Process:
    """One command in a process group of its own; whatever it starts dies with it."""

    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; it may not be ready yet."""
        with self.log.open("ab") as written:
            self.running = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdout=written,
                stderr=written,
                start_new_session=True,
            )

    def kill(self) -> None:
        """No goodbye: SIGKILL for the whole group."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, and kill it when it does not."""
        try:
            self._signal(signal.SIGTERM, within=15)
        except subprocess.TimeoutExpired:
            self.kill()

    def words(self) -> str:
        """All it has written."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def _signal(self, what: signal.Signals, within: float = 30) -> None:
        if self.running is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.running.pid, what)
            self.running.wait(timeout=within)


@dataclass
class Web(Process):
    """A process that answers HTTP."""

    base: str = ""

    def wait_until_ready(self) -> None:
        """Wait for its first answer."""
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline:
            try:
                requests.get(f"{self.base}/healthz", timeout=5)
                return
            except requests.RequestException:
                time.sleep(0.1)
        raise AssertionError(f"{self.base} did not come up: {self.words()[-2000:]}")


@dataclass
class Scaled:
    """How to start the processes of one scaled market. They share a database, the engines and a folder."""

    environment: dict[str, str]
    folder: Path
    started: list[Process] = field(default_factory=list)

    def pages(self, wsgi: str = "marketplace.wsgi", **more: str) -> Web:
        """Pages by gunicorn with one worker, on a port of its own."""
        port = free_port()
        command = [sys.executable, "-m", "gunicorn", "-w", "1", "-b", f"127.0.0.1:{port}", wsgi]
        return self._web(command, port, more)

    def live(self, asgi: str = "marketplace.asgi:application", **more: str) -> Web:
        """The live socket (and pages) by uvicorn, on a port of its own."""
        port = free_port()
        command = [sys.executable, "-m", "uvicorn", asgi, "--port", str(port), "--log-level", "warning"]
        return self._web(command, port, more)

    def worker(self, app: str = "marketplace.celery", *, queues: str = "", processes: int = 1, **more: str) -> Process:
        """A Celery worker of some queues, or of all."""
        name = f"worker{len(self.started)}"
        options = ["-c", str(processes), "-n", f"{name}@%h", "--without-mingle", "--without-gossip", "-l", "INFO"]
        if queues:
            options += ["-Q", queues]
        return self._process(name, ["-m", "celery", "-A", app, "worker", *options], more)

    def beat(self, app: str = "marketplace.celery", **more: str) -> Process:
        """One of those that may keep the schedule."""
        return self._process(f"beat{len(self.started)}", ["-m", "celery", "-A", app, "beat", "-l", "INFO"], more)

    def stop(self) -> None:
        """End all of them, the last first."""
        for process in reversed(self.started):
            process.stop()

    def _web(self, command: list[str], port: int, more: Mapping[str, str]) -> Web:
        base = f"http://127.0.0.1:{port}"
        environment = self.environment | {"SITE_URL": base} | more
        web = Web(command, environment, self.folder / f"web{len(self.started)}.log", base=base)
        return self._begin(web)

    def _process(self, name: str, arguments: list[str], more: Mapping[str, str]) -> Process:
        command = [sys.executable, *arguments]
        return self._begin(Process(command, self.environment | more, self.folder / f"{name}.log"))

    def _begin(self, process: P) -> P:
        process.start()
        self.started.append(process)
        return process


@contextmanager
def scaled(environment: dict[str, str], folder: Path) -> Iterator[Scaled]:
    """A market whose processes end with the block."""
    market = Scaled(environment, folder)
    try:
        yield market
    finally:
        market.stop()
