"""How long search pages take over HTTP."""

from __future__ import annotations

import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from bench.shops import Shop

CLIENTS, ASKED = 8, 160


def slowest_of_most(shop: Shop) -> float:
    """Milliseconds that 95 of 100 search pages took at most, with CLIENTS asking at once."""
    server = shop.serve()
    try:
        address = shop.base + shop.pages["search"]
        for _ in range(CLIENTS):
            # The first visits fill caches; they are not what is measured.
            _timed(address)
        with ThreadPoolExecutor(CLIENTS) as threads:
            times = sorted(threads.map(_timed, [address] * ASKED))
        return times[int(len(times) * 0.95)]
    finally:
        server.terminate()
        server.wait(timeout=20)


def _timed(address: str) -> float:
    began = time.perf_counter()
    urllib.request.urlopen(address, timeout=60).read()  # noqa: S310 - our own server
    return (time.perf_counter() - began) * 1000
