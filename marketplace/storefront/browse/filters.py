"""The address of a list as a question to the search, and the other way round. Nonsense in it is passed over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

from django.http import QueryDict

from places import register
from search import fairs
from search.labels import label_of
from search.queries import ALL_FACETS, DEEPEST, HIGHEST_PRICE, MOST_ON_A_PAGE, SearchQuery, SearchResult, Sort

SORTS = ("relevance", "newest", "price", "-price")
LONGEST_QUERY = 200
YES = ("1", "true")


@dataclass(frozen=True)
class Chip:
    """A condition that is set; `without` is the address of the list without it."""

    label: str
    without: str


def question(asked: QueryDict, *, category: str = "") -> SearchQuery:
    """What an address asks for."""
    low, high = price_band(asked.get("price", ""))
    sort = asked.get("sort", "")
    return SearchQuery(
        text=typed(asked),
        category=category or asked.get("category", "").replace("\x00", "")[:100],
        communes=tuple(code for code in asked.getlist("commune")[:64] if code in register.market_communes()),
        ocop=tuple(int(star) for star in asked.getlist("ocop")[:5] if star in ("1", "2", "3", "4", "5")),
        price_min=low,
        price_max=high,
        in_stock=asked.get("in_stock") in YES,
        seller=asked.get("seller", "").replace("\x00", "")[:128],
        fairs=tuple(fair for fair in fairs.known() if str(fair) in asked.getlist("fair")[:20]),
        sort=cast("Sort", sort if sort in SORTS else "relevance"),
        page=page_number(asked),
        facets=ALL_FACETS,
    )


def api_question(asked: QueryDict) -> SearchQuery:
    """The same for the API, where prices are two numbers and a page may have another size."""
    size = asked.get("size", "")
    return replace(
        question(asked),
        price_min=_amount(asked.get("price_min", "")),
        price_max=_amount(asked.get("price_max", "")),
        size=max(1, min(int(size), MOST_ON_A_PAGE)) if size.isascii() and size.isdigit() and len(size) < 6 else 24,
    )


def typed(asked: QueryDict) -> str:
    """What stands in the search box."""
    return asked.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()


def price_band(text: str) -> tuple[int | None, int | None]:
    """`50000-100000`, `500000-` or `-50000` as bounds in đồng."""
    low, _dash, high = text.partition("-")
    return _amount(low), _amount(high)


def page_number(asked: QueryDict) -> int:
    """The page asked for, from 1."""
    text = asked.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def pages(total: int, query: SearchQuery) -> int:
    """How many pages a list has."""
    return max(1, -(-min(total, DEEPEST) // query.size))


def chips(asked: QueryDict, path: str) -> list[Chip]:
    """The conditions that are set, each with the way to drop it."""
    found: list[Chip] = []
    for name in ALL_FACETS:
        for value in asked.getlist(name):
            if value and (name != "price" or price_band(value) != (None, None)):
                found.append(Chip(label_of(name, value), _without(asked, path, name, value)))
    return found


def choices(result: SearchResult, asked: QueryDict) -> dict[str, list[dict[str, Any]]]:
    """The facets as the filter form shows them, with what is ticked."""
    return {
        name: [
            {"value": v.value, "label": v.label, "count": v.count, "on": v.value in asked.getlist(name)} for v in values
        ]
        for name, values in result.facets.items()
    }


def _without(asked: QueryDict, path: str, name: str, value: str) -> str:
    rest = asked.copy()
    rest.setlist(name, [other for other in asked.getlist(name) if other != value])
    rest.pop("page", None)
    return f"{path}?{rest.urlencode()}" if rest.urlencode() else path


def _amount(text: str) -> int | None:
    return min(int(text), HIGHEST_PRICE) if text.isascii() and text.isdigit() and len(text) < 16 else None
