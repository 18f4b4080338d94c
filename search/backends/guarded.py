"""Elasticsearch while it answers in time, the market's own database while it does not. Nobody who searches is told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import transaction
from elasticsearch import ApiError, TransportError

from base import clock, commits
from search import revision, versions
from search.backends import Batch
from search.backends.breaker import CircuitBreaker
from search.backends.elastic import ElasticBackend, building, filling
from search.backends.elastic.client import BUDGET
from search.backends.embedded import EmbeddedBackend
from search.backends.remembering import Place, found_once
from search.queries import Completions, Hit, SearchQuery, SearchResult

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")

#: What a server does that is away, slow, or has no index yet.
TROUBLE = (ApiError, TransportError, TimeoutError)


class GuardedBackend:
    """Writes go to the database in the transaction at hand, and from there to the server as soon as it is committed."""

    name = "elasticsearch"

    def __init__(self, patience: float = BUDGET) -> None:
        """With so many seconds for the server's answer."""
        self.server, self.database = ElasticBackend(patience), EmbeddedBackend()
        # A server that takes documents may still be too slow for questions, and the other way round.
        self.breaker, self.sending = CircuitBreaker(), CircuitBreaker()

    def search(self, query: SearchQuery) -> SearchResult:
        """See SearchBackend; `backend` of the result says who answered."""
        return self._ask("page", query, lambda one: one.search(query))

    def suggest(self, text: str, *, limit: int) -> Completions:
        """See SearchBackend."""
        return self._ask("completions", (text, limit), lambda one: one.suggest(text, limit=limit))

    def near(self, text: str, *, limit: int) -> tuple[Hit, ...]:
        """See SearchBackend."""
        return self._ask("near", (text, limit), lambda one: one.near(text, limit=limit))

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
        products = building.build(filling.Kind.PRODUCT)
        revision.advance()
        return products

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
        if sent:
            revision.advance()
        return sent

    def _ask(self, kind: str, asked: object, ask: Callable[[ElasticBackend | EmbeddedBackend], Answer]) -> Answer:
        # Outside of the breaker: what is known from a moment ago says nothing about the server.
        place = Place[Answer](kind, clock.market_day(clock.now()), asked)
        return found_once(place, lambda: self._answer(ask))

    def _answer(self, ask: Callable[[ElasticBackend | EmbeddedBackend], Answer]) -> Answer:
        if self.breaker.allows():
            try:
                answer = ask(self.server)
            except TROUBLE as trouble:
                self.breaker.failed()
                logger.warning("the database answers a search, the search server did not: %s", str(trouble)[:300])
            else:
                self.breaker.succeeded()
                return answer
        return ask(self.database)
