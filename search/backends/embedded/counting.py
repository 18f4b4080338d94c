"""Counting hits by category, commune, stars and price.

A facet's counts ignore the choice made in it, and keep all others: they say what one would find by choosing otherwise.
The database counts once, by all of these at a time; what was chosen is then left out or kept here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from search.backends.embedded.finding import brought_to
from search.labels import learn_seller_names
from search.models import ProductDocument
from search.queries import MOST_SELLERS, PRICE_BANDS, Counts, FacetName, SearchQuery, band_names


class Cell(NamedTuple):
    """How many goods share all of these."""

    category: str
    commune: str
    ocop: str
    price: str
    in_stock: bool
    fair: frozenset[str]
    goods: int


#: What is counted when no facet is asked for.
NUMBERS = {"total": Count("pk"), "in_stock": Count("pk", filter=Q(in_stock=True))}
Choices = dict[str, Callable[[Cell], bool]]


def cells_of(documents: QuerySet[ProductDocument], today: date, fairs: Sequence[int]) -> list[Cell]:
    """All that is counted about some documents, in one query. `fairs`: those that run today."""
    below = zip(PRICE_BANDS[1:], band_names(), strict=False)
    band = Case(
        *(When(price_vnd__lt=high, then=Value(name)) for high, name in below),
        default=Value(band_names()[-1]),
        output_field=CharField(),
    )
    star = Case(When(ocop_expires_on__gte=today, then=F("ocop_star")))
    at = {f"fair_{each}": brought_to([each]) for each in fairs}
    kinds = ("category_slug", "commune_code", "star", "band", "in_stock", *at)
    rows = documents.annotate(star=star, band=band, **at).values_list(*kinds).annotate(goods=Count("pk")).order_by()
    return [
        Cell(category, commune, str(stars or ""), price, in_stock, _names(fairs, there), goods)
        for category, commune, stars, price, in_stock, *there, goods in rows
    ]


def count(query: SearchQuery, cells: Sequence[Cell], cells_of_any_price: Sequence[Cell]) -> Counts:
    """Add up what a query asks for. The second cells are those without the query's limits of price."""
    chosen = _choices(query)
    kept = _fitting(cells, chosen)
    return Counts(
        total=sum(cell.goods for cell in kept),
        in_stock=sum(cell.goods for cell in kept if cell.in_stock),
        facets={
            name: _sums(cells_of_any_price if name == "price" else cells, name, chosen)
            for name in query.facets
            if name != "seller"
        },
    )


def by_seller(documents: QuerySet[ProductDocument]) -> dict[str, int]:
    """Goods of the sellers with most of them. Counted apart: with sellers there would be as many cells as goods."""
    rows = documents.order_by().values_list("seller_slug", "seller_name").annotate(goods=Count("pk"))
    most = list(rows.order_by("-goods", "seller_slug")[:MOST_SELLERS])
    learn_seller_names({slug: name for slug, name, _goods in most})
    return {slug: goods for slug, _name, goods in most}


def _sums(cells: Sequence[Cell], facet: FacetName, chosen: Choices) -> dict[str, int]:
    """Goods by value of a facet, whatever was chosen in it. Goods without a value (no stars) are left out."""
    others = {name: allows for name, allows in chosen.items() if name != facet}
    sums: dict[str, int] = defaultdict(int)
    for cell in _fitting(cells, others):
        # Goods may be at several fairs, and have one value of everything else.
        values = cell.fair if facet == "fair" else (getattr(cell, facet),)
        for value in values:
            sums[value] += cell.goods
    sums.pop("", None)
    return dict(sums)


def _names(fairs: Iterable[int], there: Iterable[bool]) -> frozenset[str]:
    return frozenset(str(fair) for fair, brought in zip(fairs, there, strict=True) if brought)


def _fitting(cells: Sequence[Cell], choices: Choices) -> Sequence[Cell]:
    allowed = list(choices.values())
    return [cell for cell in cells if all(allows(cell) for allows in allowed)] if allowed else cells


def _choices(query: SearchQuery) -> Choices:
    """The conditions that are decided here, by the facet they belong to."""
    communes, stars = set(query.communes), {str(star) for star in query.ocop}
    choices: Choices = {}
    if query.category:
        choices["category"] = lambda cell: cell.category == query.category
    if communes:
        choices["commune"] = lambda cell: cell.commune in communes
    if stars:
        choices["ocop"] = lambda cell: cell.ocop in stars
    if query.in_stock:
        choices["in_stock"] = lambda cell: cell.in_stock
    if query.fairs:
        # A cell names running fairs alone.
        at = set(map(str, query.fairs))
        choices["fair"] = lambda cell: not at.isdisjoint(cell.fair)
    return choices
