"""A server process of its own for a race, and many clients that begin in the same moment."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import requests

from deploy.postgres import free_port

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 60.0
#: Longer than any answer may take on a machine that does something else besides.
PATIENCE = 900.0 if os.environ.get("FULL") == "1" else 180.0
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Server:
    """Where it answers and what it wrote."""

    base: str
    log: Path
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End it as a power cut would, unless it has ended like that by itself."""
        self.process.kill()
        self.process.wait(timeout=PATIENCE)

    def complaints(self) -> list[str]:
        """Lines that no race may leave behind."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if "locked" in line or "Traceback" in line or "Error" in line]


@contextmanager
def serving(application: str, database_url: str, folder: Path, **more: str) -> Iterator[Server]:
    """Serve `module:application` on a free port until the block ends; `more` are variables of that server alone."""
    port, log = free_port(), folder / "server.log"
    base = f"http://127.0.0.1:{port}"
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    environment |= {
        "DATABASE_URL": database_url,
        "DEBUG": "1",
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "marketplace.settings",
        "SITE_URL": base,
        "VAR_DIR": str(folder / "var"),
        **more,
    }
    command = [sys.executable, "-m", "uvicorn", application, "--port", str(port), "--log-level", "warning"]
    with log.open("ab") as written:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=written, stderr=written)
        try:
            _wait_until_ready(base, process, log)
            yield Server(base, log, process)
        finally:
            process.terminate()
            process.wait(timeout=30)


def all_at_once(work: Callable[[T, Callable[[], object]], R], each: Sequence[T]) -> list[R]:
    """Run `work(one, ready)` for every one in a thread of its own; `ready()` returns when all have called it."""
    barrier = threading.Barrier(len(each), timeout=PATIENCE)
    troubles: list[BaseException] = []

    def guarded(one: T) -> R:
        try:
            return work(one, barrier.wait)
        except BaseException as trouble:
            troubles.append(trouble)
            # Let nobody wait for one that does not come.
            barrier.abort()
            raise

    with ThreadPoolExecutor(max_workers=len(each)) as threads:
        begun = [threads.submit(guarded, one) for one in each]
    if troubles:
        # The others may only have waited for the first.
        raise troubles[0]
    return [one.result() for one in begun]


def eventually(ask: Callable[[], T], wanted: T, *, within: float = PATIENCE) -> None:
    """Ask until the answer is the one wanted, or the time is over (seconds)."""
    deadline = time.monotonic() + within
    while (answer := ask()) != wanted:
        assert time.monotonic() < deadline, f"still {answer}, not {wanted}"
        time.sleep(0.05)


def _wait_until_ready(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            requests.get(f"{base}/healthz", timeout=5)
            return
        except requests.RequestException:
            # Not there yet, or there and still busy with beginning.
            time.sleep(0.05)
    raise AssertionError(f"the server did not come up: {log.read_text()[-2000:]}")
