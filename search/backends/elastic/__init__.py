"""Searching with Elasticsearch. Raises when the server is away or slow; search.backends.guarded sees to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from elasticsearch_dsl import Q
from elasticsearch_dsl.query import Query

from base import clock
from search import slips
from search.analysis import Words
from search.backends.elastic import filtering, querying
from search.backends.elastic.analysis import FUZZINESS, LONGEST_LINE
from search.backends.elastic.client import BUDGET, ask, ask_together
from search.backends.remembering import Place, found_once, named, place_of_numbers
from search.queries import (
    FEWEST_LETTERS,
    MOST_CORRECTED,
    TITLES_FOR_SLIPS,
    Completions,
    Hit,
    Numbers,
    SearchQuery,
    SearchResult,
    SellerHit,
    valid_star,
)
from search.understanding import Meaning, corrected, joined, understood

GOODS, STALLS = "products", "sellers"
_NEWEST = [{"in_stock": "desc"}, {"listed_at": "desc"}]
_LAST = {"product_id": "desc"}
_ORDERS = {
    "newest": [*_NEWEST, _LAST],
    "price": [{"in_stock": "desc"}, {"price_vnd": "asc"}, _LAST],
    "-price": [{"in_stock": "desc"}, {"price_vnd": "desc"}, _LAST],
}
_CARD = ["product_id", "price_vnd", "seller", "commune", "in_stock", "ocop_star", "ocop_expires_on", "card"]

_Page = tuple[tuple[Hit, ...], Numbers]
_NOTHING: _Page = ((), Numbers())


class ElasticBackend:
    """Asks the server. What it holds is written by search.backends.elastic.filling and building."""

    name = "elasticsearch"

    def __init__(self, patience: float = BUDGET) -> None:
        # Seconds for one answer.
        self.patience = patience

    def search(self, query: SearchQuery) -> SearchResult:
        """See SearchBackend."""
        today = clock.market_day(clock.now())
        asked = bool(query.text.strip())
        meaning = understood(query.text) if asked else None
        if asked and meaning is None:
            return SearchResult((), 0, 0, dict.fromkeys(query.facets, ()), None, self.name)
        reading, page = self._read(query, meaning, today) if meaning else (None, self._page(query, None, today))
        if asked and reading is None:
            return SearchResult((), 0, 0, dict.fromkeys(query.facets, ()), None, self.name)
        hits, numbers = page
        return SearchResult(
            hits=hits,
            total=numbers.total,
            in_stock=numbers.in_stock,
            facets=numbers.facets,
            suggestion=reading.suggestion if reading else None,
            backend=self.name,
        )

    def suggest(self, text: str, *, limit: int) -> Completions:
        """See SearchBackend."""
        meaning = understood(text)
        typed = " ".join(meaning.words.folded) if meaning else ""
        if meaning is None or len(typed) < FEWEST_LETTERS:
            return Completions()
        today = clock.market_day(clock.now())
        words = meaning.words.folded
        first, stalls = ask_together(
            (
                (GOODS, _listed(Q("term", title_folded__line=typed[:LONGEST_LINE]), limit)),
                (STALLS, {"query": querying.begins(words, "name_folded.begin").to_dict(), "size": limit}),
            ),
            self.patience,
        )
        goods = {hit.id: hit for hit in _hits_in(first, today)}
        if len(goods) < limit:
            # Names that begin as was typed stand before those with such words further back.
            goods |= {hit.id: hit for hit in _hits_in(self._ask(GOODS, _listed(querying.begins(words), limit)), today)}
        sellers = (SellerHit(**each["_source"]["card"]) for each in stalls["hits"]["hits"])
        return Completions(tuple(goods.values())[:limit], tuple(sellers))

    def near(self, text: str, *, limit: int) -> tuple[Hit, ...]:
        """See SearchBackend."""
        meaning = understood(text)
        if meaning is None or not meaning.concepts:
            return ()
        words = joined(name for concept in meaning.concepts for name in concept.names)
        some = Q("match", text_folded=" ".join(words.folded))
        where = Q("bool", must=[some], filter=[Q("term", in_stock=True)])
        today = clock.market_day(clock.now())
        return _hits_in(self._ask(GOODS, {"query": where.to_dict(), "size": limit, "_source": _CARD}), today)

    def _ask(self, kind: str, body: dict[str, Any]) -> dict[str, Any]:
        return ask(kind, body, self.patience)

    def _read(self, query: SearchQuery, meaning: Meaning, today: date) -> tuple[Meaning | None, _Page]:
        """The narrowest reading that any product has, and its page; None when nothing comes near."""
        hits, numbers = page = self._page(query, meaning, today)
        # Hits prove the reading, and so do counts; without any, other conditions or the page may be the reason.
        if hits or any(numbers.facets.values()):
            return meaning, page
        place = Place[tuple[Meaning | None]]("reading", self.name, meaning)
        (reading,) = found_once(place, lambda: (self._meant(meaning),))
        if reading is None:
            return None, _NOTHING
        return reading, page if reading == meaning else self._page(query, reading, today)

    def _meant(self, meaning: Meaning) -> Meaning | None:
        """The narrowest reading that any product has, whatever else was asked for: all that may tell it in one go."""
        readings = (meaning, meaning.as_beginnings())
        asked = [_any(querying.matching(each)) for each in readings]
        words = meaning.words
        if may_be_slip := 0 < len(words.folded) <= MOST_CORRECTED:
            asked.append(_similar_titles(words))
        answers = ask_together([(GOODS, body) for body in asked], self.patience)
        for reading, found in zip(readings, answers, strict=False):
            if found["hits"]["total"]["value"]:
                return reading
        if not may_be_slip:
            return None
        titles = (hit["_source"]["title_written"] for hit in answers[-1]["hits"]["hits"])
        better = slips.meant(words, titles)
        return corrected(meaning, better) if better else None

    def _page(self, query: SearchQuery, meaning: Meaning | None, today: date) -> _Page:
        """The hits to show, and in the same request the counts unless they are known or not asked for."""
        place = place_of_numbers(query, meaning, today, self.name)
        numbers = place.recall() if query.counted else Numbers()
        asked = []
        if shown := query.window.start < query.window.stop:
            asked.append((GOODS, _hits_of(query, meaning, today)))
        if numbers is None:
            asked.append((GOODS, _counts_of(query, meaning, today)))
        answers = ask_together(asked, self.patience) if asked else []
        if numbers is None:
            numbers = place.keep(named(filtering.counts(query, answers[-1]["aggregations"])))
        return _hits_in(answers[0], today) if shown else (), numbers


def _any(where: Query) -> dict[str, Any]:
    """Whether there is one at all."""
    return {"query": where.to_dict(), "size": 0, "terminate_after": 1, "track_total_hits": 1}


def _similar_titles(words: Words) -> dict[str, Any]:
    """Titles with words like those typed, or with several of them glued together."""
    typed = " ".join(words.folded)
    alike = Q("match", title_folded={"query": typed, "fuzziness": FUZZINESS, "minimum_should_match": "60%"})
    glued = Q("match", title_folded__glued={"query": "".join(words.folded), "fuzziness": 1, "analyzer": "keyword"})
    return {"query": (alike | glued).to_dict(), "size": TITLES_FOR_SLIPS, "_source": ["title_written"]}


def _hits_of(query: SearchQuery, meaning: Meaning | None, today: date) -> dict[str, Any]:
    window = query.window
    chosen = list(filtering.conditions(query, today).values())
    ranked = query.sort == "relevance" and meaning is not None
    wanted = _wanted(meaning, points=ranked)
    order = {"rescore": querying.weighing()} if ranked else {"sort": _ORDERS.get(query.sort, _ORDERS["newest"])}
    return {
        "query": Q("bool", must=[wanted], filter=chosen).to_dict(),
        "from": window.start,
        "size": window.stop - window.start,
        "_source": _CARD,
        "track_total_hits": False,
        **order,
    }


def _counts_of(query: SearchQuery, meaning: Meaning | None, today: date) -> dict[str, Any]:
    chosen = filtering.conditions(query, today)
    wanted = _wanted(meaning, points=False)
    return {
        "query": Q("bool", filter=[wanted, *filtering.everywhere(chosen, query.facets)]).to_dict(),
        "size": 0,
        "track_total_hits": False,
        "aggs": filtering.aggregations(query, chosen, today),
    }


def _wanted(meaning: Meaning | None, *, points: bool) -> Query:
    if meaning is None:
        return Q("match_all")
    return querying.scored(meaning) if points else querying.matching(meaning)


def _listed(where: Query, limit: int) -> dict[str, Any]:
    # In the order that the index has: the server reads the first few and stops.
    return {"query": where.to_dict(), "size": limit, "sort": _NEWEST, "_source": _CARD, "track_total_hits": False}


def _hits_in(found: dict[str, Any], today: date) -> tuple[Hit, ...]:
    return tuple(_hit(each["_source"], today) for each in found["hits"]["hits"])


def _hit(source: dict[str, Any], today: date) -> Hit:
    card, expires_on = source["card"], source["ocop_expires_on"]
    return Hit(
        id=source["product_id"],
        price_vnd=source["price_vnd"],
        seller_slug=source["seller"],
        commune_code=source["commune"],
        in_stock=source["in_stock"],
        ocop_star=valid_star(source["ocop_star"], date.fromisoformat(expires_on) if expires_on else None, today),
        **card,
    )
