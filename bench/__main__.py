"""`make bench`: our pages against stock Oscar's, as ratios, both measured in this run on this machine.

Both serve as many products from one PostgreSQL through gunicorn with two workers. Prints a table; exits 1 when a
ratio is below what was promised.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from bench.load import bytes_on_wire, requests_per_second
from bench.ordering import PROMISED as PROMISED_ORDERING
from bench.ordering import compare
from bench.pages import our_pages, stock_pages
from bench.shops import Shop, our_market, stock_oscar
from deploy.postgres import Postgres, free_port

#: How many times stock Oscar's requests a second each page has to reach.
PROMISED = {"category": 10.0, "product": 2.0}


def measure(shop: Shop, seconds: int) -> dict[str, tuple[float, int]]:
    """Requests a second and bytes on the wire of each page."""
    server = shop.serve()
    try:
        for path in shop.pages.values():
            # The first visit makes thumbnails and fills caches; it is not what is measured.
            requests_per_second(shop.base + path, 2)
        return {
            page: (requests_per_second(shop.base + path, seconds), bytes_on_wire(shop.base + path))
            for page, path in shop.pages.items()
        }
    finally:
        server.terminate()
        server.wait(timeout=20)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=50_000)
    parser.add_argument("--seconds", type=int, default=8)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="market-bench-"))
    folder.chmod(0o755)
    postgres = Postgres(folder / "postgres", free_port())
    postgres.start()
    try:
        stock, ours = stock_oscar(postgres, folder, options.products), our_market(postgres, options.products)
        for shop in (stock, ours):
            shop.fill()
        stock.pages = stock_pages(postgres.url("stock"))
        ours.pages = our_pages(postgres.url("market"))
        ordering = compare(stock, ours)
        broken = report(measure(stock, options.seconds), measure(ours, options.seconds), options.products)
        return broken | report_ordering(*ordering)
    finally:
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def report(stock: dict[str, tuple[float, int]], ours: dict[str, tuple[float, int]], products: int) -> int:
    """Print the comparison; 1 when a promise is broken."""
    write = sys.stdout.write
    write(f"{products} products, PostgreSQL, gunicorn with 2 workers\n")
    write(f"{'page':10}{'stock req/s':>13}{'ours req/s':>12}{'ratio':>8}{'promised':>10}{'ours bytes':>12}\n")
    broken = 0
    for page, (theirs, _size) in stock.items():
        rate, size = ours[page]
        ratio = rate / theirs
        broken |= ratio < PROMISED[page]
        write(f"{page:10}{theirs:13.1f}{rate:12.1f}{ratio:8.1f}{PROMISED[page]:10.1f}{size:12}\n")
    return int(broken)


def report_ordering(stock_ms: float, ours_ms: float) -> int:
    """Print how long an order takes; 1 when a promise is broken."""
    ratio = ours_ms / stock_ms
    sys.stdout.write(
        f"placing an order: stock, one seller {stock_ms:.1f} ms, ours, three producers {ours_ms:.1f} ms, "
        f"ratio {ratio:.2f}, promised at most {PROMISED_ORDERING}\n"
    )
    return int(ratio > PROMISED_ORDERING)


if __name__ == "__main__":
    sys.exit(main())
