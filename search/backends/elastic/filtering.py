"""The conditions of a query as filters, and the counts of facets, each counted as if nothing were chosen in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from elasticsearch_dsl import A, Q
from elasticsearch_dsl.query import Query

from search import fairs
from search.queries import MOST_SELLERS, Counts, FacetName, SearchQuery

#: More values than any of these has.
MOST_VALUES = 200
#: More stalls × price bands × 2 than there are.
MOST_CELLS = 2_000
#: What goods of an index without this field are counted in: the database answers better than that.
_NO_CELL = "?"
#: How the names of groups begin, in what is asked and answered.
_AMONG = "among "
_FIELDS: dict[FacetName, str] = {"commune": "commune", "seller": "seller"}
_SIZES: dict[FacetName, int] = {"seller": MOST_SELLERS}


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
    return [condition for name, condition in chosen.items() if name not in facets]


def aggregations(query: SearchQuery, chosen: Mapping[str, Query], today: date) -> dict[str, Any]:
    """What has to be counted. Stall, price and stock share one walk over the hits: each walk costs as much.

    So do all facets that the same conditions hold for: the server works a condition out each time that it is named.
    """
    undone: dict[str, Query] = {name: condition for name, condition in chosen.items() if name in query.facets}
    groups: dict[tuple[str, ...], dict[str, Any]] = defaultdict(dict)
    for name, but, values in _counted(query, undone, today):
        groups[tuple(each for each in undone if each not in but)][name] = values
    asked = groups.pop((), {})
    for place, (conditions, values) in enumerate(groups.items()):
        among = Q("bool", filter=[undone[name] for name in conditions])
        asked[f"{_AMONG}{place}"] = {"filter": among.to_dict(), "aggs": values}
    return asked


def _counted(
    query: SearchQuery, undone: Container[str], today: date
) -> Iterator[tuple[str, Container[str], dict[str, Any]]]:
    """What is counted, without which conditions, and how."""
    for name, field in _FIELDS.items():
        if name in query.facets:
            yield name, {name}, _terms(field, _SIZES.get(name, MOST_VALUES))
    if "ocop" in query.facets:
        certified = _certified(today).to_dict()
        yield "ocop", {"ocop"}, {"filter": certified, "aggs": {"values": _terms("ocop_star", MOST_VALUES)}}
    # Goods name fairs that are over or to come as well.
    if "fair" in query.facets and (at := _named(fairs.running(today))):
        yield "fair", {"fair"}, _terms("fairs", MOST_VALUES, include=at)
    cells = _terms("cell", MOST_CELLS, missing=_NO_CELL)
    yield "cells", {"category"}, cells
    if "price" in undone:
        yield "any_price", {"category", "price"}, cells


def _terms(field: str, size: int, **more: Any) -> dict[str, Any]:
    return dict(A("terms", field=field, size=size, **more).to_dict())


def counts(query: SearchQuery, answer: Mapping[str, Any]) -> Counts:
    """What the server counted."""
    told: dict[str, Any] = {}
    for name, part in answer.items():
        told |= part if name.startswith(_AMONG) else {name: part}
    cells = list(_cells(told["cells"]))
    kept = [cell for cell in cells if query.category in ("", cell.category)]
    found: dict[FacetName, dict[str, int]] = {name: _read(told[name]) if name in told else {} for name in query.facets}
    if "category" in query.facets:
        found["category"] = _sums((cell.category, cell.goods) for cell in cells)
    if "price" in query.facets:
        priced = _cells(told["any_price"]) if "any_price" in told else cells
        found["price"] = _sums((cell.band, cell.goods) for cell in priced if query.category in ("", cell.category))
    return Counts(
        total=sum(cell.goods for cell in kept),
        in_stock=sum(cell.goods for cell in kept if cell.in_stock),
        facets=found,
    )


class _Cell(NamedTuple):
    category: str
    band: str
    in_stock: bool
    goods: int


def _cells(answer: Mapping[str, Any]) -> Iterator[_Cell]:
    for name, goods in _read(answer).items():
        if name == _NO_CELL:
            raise TimeoutError("the index is of an earlier release: run manage.py reindex --index-only")
        category, band, in_stock = name.split("|")
        yield _Cell(category, band, in_stock == "1", goods)


def _sums(goods: Iterable[tuple[str, int]]) -> dict[str, int]:
    # Goods without a category or place count in none.
    sums: dict[str, int] = defaultdict(int)
    for value, number in goods:
        if value:
            sums[value] += number
    return dict(sums)


def _read(answer: Mapping[str, Any]) -> dict[str, int]:
    return _sums((str(each["key"]), each["doc_count"]) for each in answer.get("values", answer)["buckets"])


def _named(fair_ids: Iterable[int]) -> list[str]:
    return [str(each) for each in fair_ids]


def _certified(today: date) -> Query:
    return Q("range", ocop_expires_on={"gte": today.isoformat()})
