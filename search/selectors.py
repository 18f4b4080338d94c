"""Reading the goods on sale. Every list of goods is made here; no screen reads the catalogue's tables for one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.core.cache import cache as shared_cache
from django.db.models import Count

from search.backends import SearchBackend
from search.backends.elastic import ElasticBackend
from search.backends.embedded import EmbeddedBackend
from search.backends.guarded import GuardedBackend
from search.models import ProductDocument
from search.queries import Completions, Hit, SearchQuery, SearchResult

#: How long the places that goods come from may be out of date.
PLACES_SECONDS = 300


@cache
def backend() -> SearchBackend:
    """The way of searching that this market is set up with."""
    return GuardedBackend() if settings.ELASTICSEARCH_URL else EmbeddedBackend()


def backends() -> tuple[EmbeddedBackend | ElasticBackend, ...]:
    """Every way of searching there is, each by itself and with time to think: for judging what they find."""
    return (ElasticBackend(patience=30), EmbeddedBackend()) if settings.ELASTICSEARCH_URL else (EmbeddedBackend(),)


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
    return backend().search(SearchQuery(in_stock=True, sort="newest", size=limit, counted=False)).hits


@dataclass(frozen=True)
class PlaceWithGoods:
    """A commune with what can be bought from it; `category_slugs` those of most goods first."""

    code: str
    name: str
    goods: int
    category_slugs: tuple[str, ...]


def places_with_goods(*, limit: int) -> tuple[PlaceWithGoods, ...]:
    """The communes that most goods in stock come from. May be some minutes old."""
    places: tuple[PlaceWithGoods, ...] | None = shared_cache.get("search:places")
    if not places:
        places = _places_with_goods()
        shared_cache.set("search:places", places, PLACES_SECONDS)
    return places[:limit]


def _places_with_goods() -> tuple[PlaceWithGoods, ...]:
    in_stock = ProductDocument.objects.filter(in_stock=True)
    rows = in_stock.values_list("commune_code", "commune_name", "category_slug").annotate(goods=Count("pk")).order_by()
    places: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for code, name, category, goods in rows:
        places[code, name][category] += goods
    most_first = sorted(places.items(), key=lambda place: (-place[1].total(), place[0]))
    return tuple(
        PlaceWithGoods(code, name, kinds.total(), tuple(slug for slug, _goods in kinds.most_common(3)))
        for (code, name), kinds in most_first
    )
