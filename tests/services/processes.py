"""The processes of a scaled market: pages, live socket, workers, beat. Each can be killed as a power cut would."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests

from deploy.postgres import free_port
from tests.races.serving import READY_WITHIN, ROOT, eventually


class Nursery:
    """The process that forks the others (tests/services/nursery.py)."""

    def __init__(self, environment: dict[str, str], folder: Path, modules: Sequence[str]) -> None:
        self.lock = threading.Lock()
        with (folder / "nursery.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.services.nursery", *modules],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout and self.process.stdout.readline() == "ready\n", (folder / "nursery.log").read_text()

    def fork(self, command: Sequence[str], log: Path) -> int:
        """Start a command; the number of its process, which leads a group of its own."""
        assert self.process.stdin and self.process.stdout
        with self.lock:
            self.process.stdin.write(json.dumps({"command": list(command), "log": str(log)}) + "\n")
            self.process.stdin.flush()
            return int(self.process.stdout.readline())

    def close(self) -> None:
        """No more children; those that live must have been ended before."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=30)


@dataclass
class Process:
    """One command in a process group of its own; whatever it starts dies with it."""

    nursery: Nursery
    command: Sequence[str]
    log: Path
    pid: int = 0

    def start(self) -> None:
        """Start it; it may not be ready yet."""
        self.pid = self.nursery.fork(self.command, self.log)

    def kill(self) -> None:
        """No goodbye: SIGKILL for the whole group."""
        self._signal(signal.SIGKILL)
        eventually(self.alive, False)

    def stop(self) -> None:
        """Ask it to end, and kill it when it does not."""
        self._signal(signal.SIGTERM)
        try:
            eventually(self.alive, False, within=15)
        except AssertionError:
            self.kill()

    def alive(self) -> bool:
        """Whether anything of it is left."""
        try:
            os.killpg(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def words(self) -> str:
        """All it has written."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def _signal(self, what: signal.Signals) -> None:
        assert self.pid, "not started"
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, what)


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

    nursery: Nursery
    folder: Path
    started: list[Process] = field(default_factory=list)

    def pages(self, wsgi: str = "marketplace.wsgi") -> Web:
        """Pages by gunicorn with one worker, on a port of its own."""
        port = free_port()
        options = ["-w", "1", "-b", f"127.0.0.1:{port}", "--no-control-socket"]
        return self._web(["gunicorn", *options, wsgi], port)

    def live(self, asgi: str = "marketplace.asgi:application") -> Web:
        """The live socket (and pages) by uvicorn, on a port of its own."""
        port = free_port()
        return self._web(["uvicorn", asgi, "--port", str(port), "--log-level", "warning"], port)

    def worker(self, app: str = "marketplace.celery", *, queues: str = "", processes: int = 1) -> Process:
        """A Celery worker of some queues, or of all."""
        name = f"worker{len(self.started)}"
        options = ["-c", str(processes), "-n", f"{name}@%h", "--without-mingle", "--without-gossip", "-l", "INFO"]
        if queues:
            options += ["-Q", queues]
        return self.process(name, ["celery", "-A", app, "worker", *options])

    def beat(self, app: str = "marketplace.celery") -> Process:
        """One of those that may keep the schedule."""
        return self.process(f"beat{len(self.started)}", ["celery", "-A", app, "beat", "-l", "INFO"])

    def stop(self) -> None:
        """End all of them, the last first."""
        for process in reversed(self.started):
            process.stop()
        self.nursery.close()

    def _web(self, command: list[str], port: int) -> Web:
        log = self.folder / f"web{len(self.started)}.log"
        web = Web(self.nursery, command, log, base=f"http://127.0.0.1:{port}")
        web.start()
        self.started.append(web)
        return web

    def process(self, name: str, command: list[str]) -> Process:
        """Any other command that the nursery can run."""
        process = Process(self.nursery, command, self.folder / f"{name}.log")
        process.start()
        self.started.append(process)
        return process


@contextmanager
def scaled(environment: dict[str, str], folder: Path, *modules: str) -> Iterator[Scaled]:
    """A market whose processes end with the block. `modules` are imported before any of them is started."""
    market = Scaled(Nursery(environment, folder, modules), folder)
    try:
        yield market
    finally:
        market.stop()
