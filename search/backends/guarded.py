"""Elasticsearch while it answers in time, the market's own database while it does not. Nobody who searches is told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import transaction
from elasticsearch import ApiError, TransportError

from base import commits
from search import versions
from search.backends import Batch
from search.backends.breaker import CircuitBreaker
from search.backends.elastic import ElasticBackend, building, filling
from search.backends.embedded import EmbeddedBackend
from search.queries import Completions, Hit, SearchQuery, SearchResult

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")

#: What a server does that is away, slow, or has no index yet.
TROUBLE = (ApiError, TransportError, TimeoutError)


class GuardedBackend:
    """Writes go to the database in the transaction at hand, and from there to the server as soon as it is committed."""

    name = "elasticsearch"

    def __init__(self) -> None:
        self.server, self.database = ElasticBackend(), EmbeddedBackend()
        # A server that takes documents may still be too slow for questions, and the other way round.
        self.breaker, self.sending = CircuitBreaker(), CircuitBreaker()

    def search(self, query: SearchQuery) -> SearchResult:
        """See SearchBackend; `backend` of the result says who answered."""
        return self._ask(lambda: self.server.search(query), lambda: self.database.search(query))

    def suggest(self, text: str, *, limit: int) -> Completions:
        """See SearchBackend."""
        return self._ask(
            lambda: self.server.suggest(text, limit=limit), lambda: self.database.suggest(text, limit=limit)
        )

    def near(self, text: str, *, limit: int) -> tuple[Hit, ...]:
        """See SearchBackend."""
        return self._ask(lambda: self.server.near(text, limit=limit), lambda: self.database.near(text, limit=limit))

    def put(self, batch: Batch) -> None:
        """See SearchBackend. Should the server be away, what was counted here waits for the next sweep."""
        self.database.put(batch)
        versions.advance(batch)
        # The server must never be ahead of the versions that are counted here.
        commits.must_wait()
        transaction.on_commit(self.send_unsent)

    def rebuild(self, batches: Iterable[Batch]) -> int:
        """See SearchBackend: first the database's documents, then a new index of them."""
        products = self.database.rebuild(batches)
        self.build_index()
        return products

    def build_index(self) -> int:
        """A new index of the documents as they are; says how many products it holds. Raises what the client raises."""
        building.build(filling.Kind.SELLER)
        return building.build(filling.Kind.PRODUCT)

    def send_unsent(self) -> int:
        """Tell the server what it has not heard yet. Trouble is logged: the next sweep tries again."""
        if not self.sending.allows():
            return 0
        try:
            sent = filling.send_unsent()
        except (*TROUBLE, filling.NotSent) as trouble:
            self.sending.failed()
            logger.warning("the search index was not brought up to date: %s", str(trouble)[:300])
            return 0
        self.sending.succeeded()
        return sent

    def _ask(self, server: Callable[[], Answer], database: Callable[[], Answer]) -> Answer:
        if self.breaker.allows():
            try:
                answer = server()
            except TROUBLE as trouble:
                self.breaker.failed()
                logger.warning("the database answers a search, the search server did not: %s", str(trouble)[:300])
            else:
                self.breaker.succeeded()
                return answer
        return database()
