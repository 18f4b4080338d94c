"""Counting hits by category, commune, stars, price, seller and fair.

A facet's counts ignore the choice made in it, and keep all others: they say what one would find by choosing otherwise.
The database is walked through once, without any choice that a facet ignores; what was chosen is then told apart here,
column by column. Grouped by all of these there are a fifth to half as many groups as goods, which take longer to make.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import compress
from typing import Any

from django.db import connection
from django.db.models import Case, Count, F, Q, QuerySet, When

from search import fairs
from search.backends.embedded.finding import brought_to
from search.models import ProductDocument
from search.queries import MOST_SELLERS, Counts, FacetName, SearchQuery, band_of

#: What is counted when no facet is asked for.
NUMBERS = {"total": Count("pk"), "in_stock": Count("pk", filter=Q(in_stock=True))}
#: Goods that are held in memory at a time.
AT_A_TIME = 5_000

_COLUMNS: dict[FacetName, str] = {
    "category": "category_slug",
    "commune": "commune_code",
    "ocop": "star",
    "price": "price_vnd",
    "seller": "seller_slug",
}
_NOTHING_CHOSEN: dict[FacetName, dict[str, Any]] = {
    "category": {"category": ""},
    "commune": {"communes": ()},
    "ocop": {"ocop": ()},
    "price": {"price_min": None, "price_max": None},
    "seller": {"seller": ""},
    "fair": {"fairs": ()},
}
_Column = Sequence[Any]
_Marks = Sequence[bool]


def undone(query: SearchQuery) -> SearchQuery:
    """The question without what any of its facets ignores."""
    return replace(query, **{name: value for facet in query.facets for name, value in _NOTHING_CHOSEN[facet].items()})


def count(query: SearchQuery, documents: QuerySet[ProductDocument], today: date) -> Counts:
    """Count the documents that the undone question has."""
    at = fairs.running(today) if "fair" in query.facets else ()
    total, in_stock, sums = 0, 0, defaultdict[FacetName, Counter[Any]](Counter)
    for columns in _columns(documents, today, at):
        chosen = {name: marks for name in query.facets if (marks := _chosen(query, name, columns)) is not None}
        stocked = list(_kept(columns["in_stock"], chosen))
        total += len(stocked)
        in_stock += sum(stocked)
        for name in query.facets:
            others = {other: marks for other, marks in chosen.items() if other != name}
            if name == "fair":
                sums[name].update({str(each): sum(_kept(columns[_at(each)], others)) for each in at})
            else:
                sums[name].update(_kept(columns[_COLUMNS[name]], others))
    return Counts(total, in_stock, {name: _values(name, sums[name]) for name in query.facets})


def _columns(documents: QuerySet[ProductDocument], today: date, at: Iterable[int]) -> Iterator[dict[str, _Column]]:
    """The documents, some thousands at a time, column by column. `at`: the fairs that run."""
    star = Case(When(ocop_expires_on__gte=today, then=F("ocop_star")))
    there = {_at(each): brought_to([each]) for each in at}
    names = (*_COLUMNS.values(), "in_stock", *there)
    rows = documents.order_by().annotate(star=star, **there).values_list(*names)
    # As the engine gives them: converting each value takes as long as reading it, and none of these needs it.
    with connection.cursor() as cursor:
        cursor.execute(*rows.query.sql_with_params())
        while some := cursor.fetchmany(AT_A_TIME):
            yield dict(zip(names, zip(*some, strict=True), strict=True))


def _chosen(query: SearchQuery, facet: FacetName, columns: Mapping[str, _Column]) -> _Marks | None:
    """Which of the documents have what was chosen in a facet; None when nothing was."""
    if facet == "fair":
        if not query.fairs:
            return None
        # At a fair that does not run nothing is found.
        there = [columns[name] for each in query.fairs if (name := _at(each)) in columns]
        return [any(brought) for brought in zip(*there, strict=True)] or [False] * len(columns["in_stock"])
    values = columns[_COLUMNS[facet]]
    if facet == "price":
        low, high = query.price_min, query.price_max
        if low is None and high is None:
            return None
        return [(low is None or low <= price) and (high is None or price <= high) for price in values]
    wanted = {"category": [query.category], "commune": query.communes, "ocop": query.ocop, "seller": [query.seller]}
    among = set(filter(None, wanted[facet]))
    return [value in among for value in values] if among else None


def _kept(column: _Column, chosen: Mapping[FacetName, _Marks]) -> Iterable[Any]:
    """The values of those documents that have all that was chosen."""
    marks = list(chosen.values())
    return compress(column, map(all, zip(*marks, strict=True))) if marks else column


def _values(facet: FacetName, sums: Counter[Any]) -> dict[str, int]:
    """Goods by value of a facet. Goods without a value (no stars) are left out, and all sellers but those with most."""
    if facet == "price":
        bands: Counter[str] = Counter()
        for price, goods in sums.items():
            bands[band_of(price)] += goods
        return dict(bands)
    counts = {str(value): goods for value, goods in sums.items() if value and goods}
    if facet == "seller":
        return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:MOST_SELLERS])
    return counts


def _at(fair: int) -> str:
    return f"fair_{fair}"
