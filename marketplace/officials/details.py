"""What stands below the five figures: map, chart and tables, with the links that turn them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from base import clock
from indicators.selectors import Figures, Slice, by, first_month, total
from marketplace.officials import charts, tables, tiles
from marketplace.officials.measures import MEASURES
from marketplace.officials.periods import month_name, month_of, months, shift

USUAL_MEASURE = "don"
SORT_WORDS = {"": "none", "-": "descending", "+": "ascending"}


@dataclass(frozen=True)
class Link:
    """A way to turn the page: `sorted` is what a screen reader is told of a column's order."""

    name: str | Promise
    url: str
    current: bool = False
    sorted: str = "none"
    figure: bool = True


def details(query: QueryDict, chosen: Slice) -> dict[str, Any]:
    """The template's words for a period."""
    order = query.get("xep", tables.USUAL_ORDER)
    measure = MEASURES.get(query.get("xem", ""), MEASURES[USUAL_MEASURE])
    # The map always shows the whole province: with one commune chosen, its neighbours are what it is compared to.
    everywhere = by("commune_code", replace(chosen, commune_code=""))
    year, running = _last_months(chosen), month_of(clock.now())
    return {
        "measure": measure,
        "measures": [
            Link(one.name, _turned(query, xem=one.slug, anchor="ban-do"), one is measure) for one in MEASURES.values()
        ],
        "tiles": tiles.tiles(everywhere, measure, chosen.commune_code),
        "steps": tiles.key(everywhere, measure),
        "columns": tiles.columns(),
        "charts": [
            charts.by_month(_("Đơn giao xong mỗi tháng"), _("đơn"), {m: f.orders for m, f in year.items()}, running),
            charts.by_month(
                _("Doanh số mỗi tháng, nghìn đồng"),
                _("nghìn ₫"),
                {m: round(f.sales_vnd / 1000) for m, f in year.items()},
                running,
            ),
        ],
        "headers": _headers(query, order),
        "communes": tables.sort_rows(tables.rows_by("xa-phuong", chosen), order),
        "categories": tables.rows_by("nganh-hang", chosen),
        "months": [tables.Row(month, month_name(month), one) for month, one in reversed(year.items()) if one.orders],
        "months_query": _turned(query, tu=next(iter(year)), den=chosen.last_month),
        "total": total(chosen),
    }


def _last_months(chosen: Slice) -> dict[str, Figures]:
    first = min(chosen.first_month, max(shift(chosen.last_month, 1 - charts.MONTHS), first_month()))
    known = by("month", replace(chosen, first_month=first))
    return {month: known.get(month, Figures()) for month in months(first, chosen.last_month)}


def _headers(query: QueryDict, order: str) -> list[Link]:
    links = []
    for column in tables.COLUMNS.values():
        now = order[:1] if order == f"-{column.slug}" else "+" if order == column.slug else ""
        # Figures are first wanted largest first, names and codes smallest first.
        following = column.slug if now == "-" or (not column.figure and now != "+") else f"-{column.slug}"
        url = _turned(query, xep=following, anchor="xa-phuong")
        links.append(Link(column.title, url, bool(now), SORT_WORDS[now], column.figure))
    return links


def _turned(query: QueryDict, *, anchor: str = "", **changes: str) -> str:
    turned = query.copy()
    for name, value in changes.items():
        turned[name] = value
    return f"?{turned.urlencode()}" + (f"#{anchor}" if anchor else "")
