"""Reading the goods on sale. Every list of goods is made here; no screen reads the catalogue's tables for one."""

from __future__ import annotations

from functools import cache

from search.backends import SearchBackend
from search.backends.embedded import EmbeddedBackend
from search.queries import Completions, Hit, SearchQuery, SearchResult


@cache
def backend() -> SearchBackend:
    """The way of searching that this market is set up with."""
    return EmbeddedBackend()


def search_products(query: SearchQuery) -> SearchResult:
    """One page of hits and the counts asked for."""
    return backend().search(query)


def suggest(text: str, *, limit: int = 6) -> Completions:
    """Goods and stalls whose names begin with what has been typed so far."""
    return backend().suggest(text, limit=limit)


def near_goods(text: str, *, limit: int = 8) -> tuple[Hit, ...]:
    """For when nothing has all the words: goods with some of them, else the newest."""
    return backend().near(text, limit=limit) or newest_goods(limit=limit)


def newest_goods(*, limit: int) -> tuple[Hit, ...]:
    """What came to the market last and can be bought."""
    return backend().search(SearchQuery(in_stock=True, sort="newest", size=limit)).hits
