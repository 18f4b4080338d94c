"""`python -m bench.search [--documents N] [--products N]`: needs a real Elasticsearch at ELASTICSEARCH_URL.

Short by default; FULL=1 is the promise: 1,000,000 documents on the server, 50,000 products in the database. The search
page of stock Oscar, with as many products as the database has, is measured first in the same run on the same machine;
every time is also told as a ratio to it. Exits 1 when a promise is broken, 2 when the run took longer than it may.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.search.pages import slowest_of_most
from bench.shops import our_market, stock_oscar
from deploy.postgres import Postgres, free_port

FULL = os.environ.get("FULL") == "1"
CLIENTS, SECONDS = 8, 30 if FULL else 6
#: The same is asked for so many seconds before: a server that has just started takes several times as long for its
#: first thousands of questions, and how many answers are kept settles only after they were kept for a while.
WARMING = 45 if FULL else 10
#: Seconds for all of it: a run that hangs says so and leaves nothing behind.
LONGEST = 3 * 3600 if FULL else 1200
#: Milliseconds that 95 of 100 questions may take; documents a second that the server has to take.
PROMISED = {"query": 60.0, "suggest": 20.0, "embedded": 50.0}
DOCUMENTS_A_SECOND = 3_000


class Measure:
    """One run: an index and a database of its own, gone afterwards."""

    def __init__(self, folder: Path, changed: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "VAR_DIR": str(folder),
            "ELASTICSEARCH_PREFIX": f"bench-{uuid.uuid4().hex[:6]}",
            "DJANGO_SETTINGS_MODULE": "marketplace.settings",
            "DEMO": "1",
            **(changed or {}),
        }
        self.environment.pop("DATABASE_URL", None)
        self.broken = 0
        # Milliseconds of stock Oscar's search page, once they are measured.
        self.reference = 0.0

    def run(self, *command: str) -> str:
        """A Python program of ours; what it wrote."""
        asked = [sys.executable, *command]
        return subprocess.run(asked, check=True, env=self.environment, stdout=subprocess.PIPE, text=True).stdout

    def ask(self, kind: str, clients: int) -> float:
        """Milliseconds that 95 of 100 questions took at most, with so many clients asking at once."""
        command = [sys.executable, "-m", "bench.search.asking", kind, str(WARMING), str(SECONDS)]
        running = [
            subprocess.Popen(
                [*command, str(seed)], env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            for seed in range(clients)
        ]
        try:
            _begin_together(running)
            times = sorted(time for client in running for time in json.loads(client.communicate()[0]))
        finally:
            for client in running:
                client.kill()
        return float(times[int(len(times) * 0.95)])

    def tell(self, what: str, measured: float, promised: float, *, at_least: bool = False) -> None:
        """Print a figure beside its promise, and a time as ratio too."""
        kept = measured >= promised if at_least else measured <= promised
        self.broken |= not kept
        ratio = "" if at_least else f"  stock takes {self.reference / measured:.1f} times as long"
        sys.stdout.write(f"{what:52}{measured:10.1f}{promised:10.1f}  {'kept' if kept else 'BROKEN':6}{ratio}\n")
        sys.stdout.flush()


def _begin_together(clients: list[subprocess.Popen[str]]) -> None:
    for client in clients:
        if not client.stdout or not client.stdout.readline():
            raise SystemExit("a client did not start")
    for client in clients:
        if client.stdin:
            client.stdin.write("go\n")
            client.stdin.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000_000 if FULL else 20_000)
    parser.add_argument("--products", type=int, default=50_000 if FULL else 2_000)
    options = parser.parse_args()
    if not os.environ.get("ELASTICSEARCH_URL"):
        parser.error("ELASTICSEARCH_URL names no server; try `python -m deploy.services run python -m bench.search`")
    folder = Path(tempfile.mkdtemp(prefix="market-bench-"))
    folder.chmod(0o755)
    measure = Measure(folder / "server")
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(LONGEST)
    try:
        with _postgres(folder / "postgres") as postgres:
            measure.reference = _stock_page(postgres, folder, options.products)
            _engines(measure, options.documents)
            _embedded(measure, folder, options.products)
            _pages(measure, postgres, options.products)
    finally:
        signal.alarm(0)
        measure.run("-m", "bench.search.filling", "drop")
        shutil.rmtree(folder, ignore_errors=True)
    return int(measure.broken)


def _too_long(*_signal: object) -> None:
    sys.stdout.write(f"stopped: it took longer than {LONGEST // 60} minutes\n")
    raise SystemExit(2)


@contextmanager
def _postgres(folder: Path) -> Iterator[Postgres]:
    postgres = Postgres(folder, free_port())
    postgres.start()
    try:
        yield postgres
    finally:
        postgres.stop()


def _stock_page(postgres: Postgres, folder: Path, products: int) -> float:
    stock = stock_oscar(postgres, folder, products)
    stock.fill()
    stock.pages = {"search": "/search/?q=shrimp"}
    found = slowest_of_most(stock)
    sys.stdout.write(f"search page, stock Oscar, {products} products, {CLIENTS} clients, p95 ms {found:.1f}\n")
    return found


def _engines(measure: Measure, documents: int) -> None:
    measure.run("manage.py", "migrate", "-v", "0")
    sys.stdout.write(f"{documents} documents on the server, asked for {WARMING} s first; measured, promised\n")
    rate = float(measure.run("-m", "bench.search.filling", str(documents)))
    measure.tell("documents indexed a second", rate, DOCUMENTS_A_SECOND, at_least=True)
    for kind, what in (("query", "query with facets"), ("suggest", "suggestion")):
        measure.tell(f"{what}, {CLIENTS} clients, p95 ms", measure.ask(kind, CLIENTS), PROMISED[kind])
        measure.tell("  the same, no answer kept", measure.ask(f"{kind}-anew", CLIENTS), PROMISED[kind])


def _embedded(measure: Measure, folder: Path, products: int) -> None:
    alone = Measure(folder / "embedded", {"ELASTICSEARCH_URL": ""})
    alone.run("manage.py", "migrate", "-v", "0")
    alone.run("manage.py", "seed_catalogue", "--products", str(products), "--sellers", "200")
    sys.stdout.write(f"{products} products in SQLite\n")
    measure.tell("embedded query with facets, 1 client, p95 ms", alone.ask("embedded", 1), PROMISED["embedded"])


def _pages(measure: Measure, postgres: Postgres, products: int) -> None:
    """Our search page with two workers, asked the same way as stock Oscar's."""
    ours = our_market(postgres, products)
    ours.environment |= {"ELASTICSEARCH_URL": "", "REDIS_URL": "", "CELERY_BROKER_URL": ""}
    ours.fill()
    ours.pages = {"search": "/tim-kiem/?q=tom+kho"}
    server = {name: measure.environment[name] for name in ("ELASTICSEARCH_URL", "ELASTICSEARCH_PREFIX")}
    for engine, environment in (("embedded on PostgreSQL", {}), ("Elasticsearch", server)):
        ours.environment |= environment
        found = slowest_of_most(ours)
        ratio = measure.reference / found
        sys.stdout.write(f"search page, ours, {engine}, p95 ms {found:.1f}: stock takes {ratio:.1f} times as long\n")


if __name__ == "__main__":
    sys.exit(main())
