"""The conditions of a query as filters, and the counts of facets, each counted as if nothing were chosen in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from elasticsearch_dsl import A, Q
from elasticsearch_dsl.query import Query

from search import fairs
from search.queries import MOST_SELLERS, PRICE_BANDS, Counts, FacetName, SearchQuery

#: More values than any of these has.
MOST_VALUES = 200
_FIELDS: dict[FacetName, str] = {"category": "category", "commune": "commune", "seller": "seller"}


def conditions(query: SearchQuery, today: date) -> dict[str, Query]:
    """What was chosen, by the facet it belongs to."""
    chosen: dict[str, Query] = {}
    if query.category:
        chosen["category"] = Q("term", category=query.category)
    if query.communes:
        chosen["commune"] = Q("terms", commune=list(query.communes))
    if query.seller:
        chosen["seller"] = Q("term", seller=query.seller)
    if query.ocop:
        chosen["ocop"] = _certified(today) & Q("terms", ocop_star=list(query.ocop))
    limits = {"gte": query.price_min, "lte": query.price_max}
    if limits := {name: limit for name, limit in limits.items() if limit is not None}:
        chosen["price"] = Q("range", price_vnd=limits)
    if query.in_stock:
        chosen["in_stock"] = Q("term", in_stock=True)
    if query.fairs:
        chosen["fair"] = Q("terms", fairs=_named(fairs.running_of(query.fairs, today)))
    return chosen


def everywhere(chosen: Mapping[str, Query], facets: Iterable[str]) -> list[Query]:
    """The conditions that hold for hits and for all counts: those that no facet may undo."""
    undone = {*facets, "in_stock"}
    return [condition for name, condition in chosen.items() if name not in undone]


def later(chosen: Mapping[str, Query], facets: Iterable[str], but: str = "") -> Query:
    """The other conditions, all but those of one facet: as post_filter for hits, as filter for counts."""
    undone = {*facets, "in_stock"}
    return _all(condition for name, condition in chosen.items() if name in undone and name != but)


def aggregations(query: SearchQuery, chosen: Mapping[str, Query], today: date) -> dict[str, Any]:
    """What has to be counted."""
    values: dict[FacetName, Any] = {name: _values(name, today) for name in query.facets if name != "fair"}
    # Goods name fairs that are over or to come as well.
    if "fair" in query.facets and (at := _named(fairs.running(today))):
        values["fair"] = A("terms", field="fairs", include=at, size=MOST_VALUES)
    counted = {name: _counted(later(chosen, query.facets, but=name), each) for name, each in values.items()}
    kept = later(chosen, query.facets)
    return counted | {"kept": _counted(kept, A("terms", field="in_stock"))}


def counts(query: SearchQuery, answer: Mapping[str, Any]) -> Counts:
    """What the server counted."""
    kept = {bucket["key"]: bucket["doc_count"] for bucket in answer["kept"]["values"]["buckets"]}
    return Counts(
        total=answer["kept"]["doc_count"],
        in_stock=kept.get(1, 0),
        facets={name: _read(name, answer[name]["values"]) if name in answer else {} for name in query.facets},
    )


def _counted(among: Query, values: Any) -> dict[str, Any]:
    return {"filter": among.to_dict(), "aggs": {"values": values.to_dict()}}


def _values(name: FacetName, today: date) -> Any:
    if name == "ocop":
        stars = A("filter", _certified(today))
        stars.bucket("stars", "terms", field="ocop_star")
        return stars
    if name == "price":
        return A("range", field="price_vnd", ranges=_bands())
    return A("terms", field=_FIELDS[name], size=MOST_SELLERS if name == "seller" else MOST_VALUES)


def _named(fair_ids: Iterable[int]) -> list[str]:
    return [str(each) for each in fair_ids]


def _bands() -> list[dict[str, Any]]:
    bands: list[dict[str, Any]] = [
        {"key": f"{low}-{high}", "from": low, "to": high} for low, high in pairwise(PRICE_BANDS)
    ]
    return [*bands, {"key": f"{PRICE_BANDS[-1]}-", "from": PRICE_BANDS[-1]}]


def _read(name: FacetName, values: Mapping[str, Any]) -> dict[str, int]:
    buckets = values["stars"]["buckets"] if name == "ocop" else values["buckets"]
    # Goods without a category or place count in none.
    return {str(each["key"]): each["doc_count"] for each in buckets if each["doc_count"] and each["key"] != ""}


def _certified(today: date) -> Query:
    return Q("range", ocop_expires_on={"gte": today.isoformat()})


def _all(parts: Iterable[Query]) -> Query:
    listed = list(parts)
    return Q("bool", filter=listed) if listed else Q("match_all")
