"""Buyers who do not give up: whoever gets no answer asks the next web process, with the very same form."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import requests

from tests.races.shopper import Shopper

#: Seconds one buyer tries.
STUBBORN = 240.0
R = TypeVar("R")


class Buyers:
    """Some threads of buyers in front of some web processes."""

    def __init__(self, bases: Sequence[str], product_ids: Sequence[int]) -> None:
        self.bases = itertools.cycle(bases)
        self.product_ids = product_ids
        self.lock = threading.Lock()

    def order(self, how_many: int, *, at_once: int = 3) -> list[str]:
        """Place so many orders for cash on delivery; their numbers."""
        with ThreadPoolExecutor(max_workers=at_once) as threads:
            return list(threads.map(self._one, range(how_many)))

    def _one(self, number: int) -> str:
        product_id = self.product_ids[number % len(self.product_ids)]
        shopper = self._insist(lambda: self._at_the_checkout(product_id, number))

        def send() -> str:
            shopper.base = self._next_base()
            answer = shopper.order()
            assert answer.status_code in (302, 500, 502, 503), answer.text[:2000]
            return answer.headers["Location"].split("/")[2] if answer.status_code == 302 else ""

        return self._insist(send)

    def _at_the_checkout(self, product_id: int, number: int) -> Shopper | None:
        shopper = Shopper(self._next_base(), f"Người mua {number}")
        shopper.walk_to_the_checkout(product_id)
        return shopper if "request_id" in shopper.page else None

    def _next_base(self) -> str:
        with self.lock:
            return next(self.bases)

    def _insist(self, attempt: Callable[[], R | None]) -> R:
        deadline, trouble = time.monotonic() + STUBBORN, "an empty answer"
        while time.monotonic() < deadline:
            try:
                if answer := attempt():
                    return answer
            except (requests.RequestException, AssertionError) as last:
                # Killed while it answered: another process is up, or this one soon is again.
                trouble = repr(last)
            time.sleep(0.1)
        raise AssertionError(f"nobody answered: {trouble}")
