"""From VNPAY's notice to the seller's socket, beside a bare round trip through the same Redis between each two."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import redis
import requests
from django.conf import settings
from websockets.sync.client import ClientConnection

from bench.engine.stall import Stall
from tests.services.processes import Scaled
from tests.storefront.buying.gateway import notice

PATIENCE = 120.0


@dataclass
class Redis:
    """The bare way there and back."""

    client: redis.Redis
    back: redis.client.PubSub

    def round_trip(self) -> float:
        """Milliseconds until another process has heard a word and said it back."""
        begun = time.perf_counter()
        self.client.publish("bench.there", "word")
        while self.back.get_message(timeout=PATIENCE) is None:
            pass
        return (time.perf_counter() - begun) * 1000


@contextmanager
def bare_redis() -> Iterator[Redis]:
    """With the other process at the far end."""
    url = settings.REDIS_URL
    far = subprocess.Popen([sys.executable, "-m", "bench.engine.echo", url], stdout=subprocess.PIPE, text=True)
    far.stdout.readline()  # type: ignore[union-attr]
    client = redis.Redis.from_url(url)
    back = client.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
    back.subscribe("bench.back")
    back.get_message(timeout=PATIENCE)
    try:
        yield Redis(client, back)
    finally:
        client.publish("bench.there", "end")
        far.wait(timeout=10)


def p95(market: Scaled, stall: Stall, orders: int) -> tuple[float, float, float]:
    """(bare round trip, notice until answered, notice until the socket says so): 95th of a hundred each, in ms."""
    web, live = market.pages(), market.live()
    for queues in ("payments", "notifications", "search,messages,indicators,default,sweep,clock"):
        market.worker(queues=queues)
    market.beat()
    for one in (web, live):
        one.wait_until_ready()
    bare, answered, ours = [], [], []
    attempts = [stall.order() for _ in range(orders + 10)]
    with bare_redis() as there_and_back, stall.follow(live.base) as socket:
        for attempt in attempts:
            fields = notice(attempt)
            begun = time.perf_counter()
            requests.get(f"{web.base}/thanh-toan/vnpay/ipn", params=fields, timeout=PATIENCE)
            answered.append((time.perf_counter() - begun) * 1000)
            ours.append((_heard(socket) - begun) * 1000)
            bare.append(there_and_back.round_trip())
    bare_ms, answered_ms, ours_ms = (_ninety_fifth(values[10:]) for values in (bare, answered, ours))
    return bare_ms, answered_ms, ours_ms


def _heard(socket: ClientConnection) -> float:
    socket.recv(timeout=PATIENCE)
    return time.perf_counter()


def _ninety_fifth(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]
