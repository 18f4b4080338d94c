"""`python -m bench.search [--documents N] [--products N]`: needs a real Elasticsearch at ELASTICSEARCH_URL.

Short by default; FULL=1 is the promise: 1,000,000 documents on the server, 50,000 products in the database. Stock Oscar
searches as many products as the database has, in the same run on the same machine. Exits 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

from bench.search.pages import slowest_of_most
from bench.shops import our_market, stock_oscar
from deploy.postgres import Postgres, free_port

FULL = os.environ.get("FULL") == "1"
CLIENTS, SECONDS = 8, 15
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

    def run(self, *command: str) -> str:
        """A Python program of ours; what it wrote."""
        asked = [sys.executable, *command]
        return subprocess.run(asked, check=True, env=self.environment, stdout=subprocess.PIPE, text=True).stdout

    def ask(self, kind: str, clients: int) -> float:
        """Milliseconds that 95 of 100 questions took at most, with so many clients asking at once."""
        command = [sys.executable, "-m", "bench.search.asking", kind, str(SECONDS)]
        running = [
            subprocess.Popen(
                [*command, str(seed)], env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            for seed in range(clients)
        ]
        _begin_together(running)
        times = sorted(time for client in running for time in json.loads(client.communicate(timeout=120)[0]))
        return float(times[int(len(times) * 0.95)])

    def tell(self, what: str, measured: float, promised: float, *, at_least: bool = False) -> None:
        """Print a figure beside its promise."""
        kept = measured >= promised if at_least else measured <= promised
        self.broken |= not kept
        sys.stdout.write(f"{what:58}{measured:10.1f}{promised:10.1f}  {'kept' if kept else 'BROKEN'}\n")


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
    parser.add_argument("--documents", type=int, default=1_000_000 if FULL else 50_000)
    parser.add_argument("--products", type=int, default=50_000 if FULL else 10_000)
    options = parser.parse_args()
    if not os.environ.get("ELASTICSEARCH_URL"):
        parser.error("ELASTICSEARCH_URL names no server; try `python -m deploy.services run python -m bench.search`")
    folder = Path(tempfile.mkdtemp(prefix="market-bench-"))
    folder.chmod(0o755)
    measure = Measure(folder / "server")
    try:
        alone = Measure(folder / "embedded", {"ELASTICSEARCH_URL": ""})
        _engines(measure, alone, options.documents, options.products)
        _pages(measure, folder, options.products)
        measure.run("-m", "bench.search.filling", "drop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return int(measure.broken)


def _engines(measure: Measure, alone: Measure, documents: int, products: int) -> None:
    measure.run("manage.py", "migrate", "-v", "0")
    sys.stdout.write(f"{documents} documents on the server, {products} products in SQLite; measured, promised\n")
    rate = float(measure.run("-m", "bench.search.filling", str(documents)))
    measure.tell("documents indexed a second", rate, DOCUMENTS_A_SECOND, at_least=True)
    for kind, what in (("query", "query with facets"), ("suggest", "suggestion")):
        measure.tell(f"{what}, {CLIENTS} clients, p95 ms", measure.ask(kind, CLIENTS), PROMISED[kind])
    alone.run("manage.py", "migrate", "-v", "0")
    alone.run("manage.py", "seed_catalogue", "--products", str(products), "--sellers", "200")
    measure.tell("embedded query with facets, 1 client, p95 ms", alone.ask("embedded", 1), PROMISED["embedded"])


def _pages(measure: Measure, folder: Path, products: int) -> None:
    """The pages of three shops with two workers each, asked the same way: p95, and how many times stock Oscar's."""
    postgres = Postgres(folder / "postgres", free_port())
    postgres.start()
    try:
        stock, ours = stock_oscar(postgres, folder, products), our_market(postgres, products)
        quiet = {"ELASTICSEARCH_URL": "", "REDIS_URL": "", "CELERY_BROKER_URL": ""}
        ours.environment |= quiet
        for shop in (stock, ours):
            shop.fill()
        stock.pages, ours.pages = {"search": "/search/?q=shrimp"}, {"search": "/tim-kiem/?q=tom+kho"}
        reference = slowest_of_most(stock)
        sys.stdout.write(f"search page, stock Oscar, {CLIENTS} clients, p95 ms {reference:.1f}\n")
        found = slowest_of_most(ours)
        sys.stdout.write(
            f"  ours, embedded on PostgreSQL: {found:.1f}, stock takes {reference / found:.1f} times as long\n"
        )
        ours.environment |= {name: measure.environment[name] for name in ("ELASTICSEARCH_URL", "ELASTICSEARCH_PREFIX")}
        found = slowest_of_most(ours)
        sys.stdout.write(f"  ours, Elasticsearch: {found:.1f}, stock takes {reference / found:.1f} times as long\n")
    finally:
        postgres.stop()


if __name__ == "__main__":
    sys.exit(main())
