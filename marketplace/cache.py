"""The shared cache of the scaled form. A cache is a help: when it is away or slow, the shop goes on without it.

Whatever cannot be read is "not there", whatever cannot be written is not kept. So nothing may lie here whose staleness
would matter: what is forgotten while Redis is away is still there when it comes back. Sessions are in the database.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any, ClassVar

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

#: Seconds one question may take. Redis beside us answers in less than one thousandth.
PATIENCE = 0.25
#: Seconds without questions after one that failed, in the whole process: a page asks several times.
REST = 5.0
OPTIONS = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE, "retry": Retry(NoBackoff(), 0)}
#: What each question hears while Redis is away; `get` hears its own default, `incr` what it hears of a missing key.
NOTHING: dict[str, Any] = {"add": False, "touch": False, "delete": False, "has_key": False, "get_many": {}}


class KeptClient(RedisCacheClient):
    """Django's client for Redis, which it makes anew for each question; that costs more than the question."""

    @cached_property
    def kept(self) -> Any:
        """For the one server there is; threads share its pool, which a forked process has anew."""
        return super().get_client()

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """The one that is kept."""
        return self.kept


class Forgiving:
    """Django's client for Redis, whose questions never fail and are not asked while Redis rests."""

    resting_until: ClassVar[float] = 0.0

    def __init__(self, client: KeptClient) -> None:
        self.client = client

    def __getattr__(self, question: str) -> Callable[..., Any]:
        return partial(self._ask, question)

    def _ask(self, question: str, *args: Any) -> Any:
        if time.monotonic() >= Forgiving.resting_until:
            try:
                return getattr(self.client, question)(*args)
            except RedisError as trouble:
                Forgiving.resting_until = time.monotonic() + REST
                logger.warning("the cache is away, going on without it for %s s: %r", REST, trouble)
        if question == "get":
            return args[1]
        if question == "incr":
            raise ValueError(f"Key {args[0]!r} not found.")
        return NOTHING.get(question)


class ForgivingRedisCache(RedisCache):
    """The backend that settings name."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params | {"OPTIONS": OPTIONS})
        # What Django's backend calls to make its client.
        self._class = lambda servers, **options: Forgiving(KeptClient(servers, **options))
