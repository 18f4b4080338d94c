"""Rows of the tables: by commune, by category, by month."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalogue.folding import fold
from indicators.selectors import Figures, Slice, by
from marketplace.officials.names import category_names, commune_name
from marketplace.officials.periods import month_name, months

Subject = Literal["xa-phuong", "nganh-hang", "thang"]


@dataclass(frozen=True)
class Row:
    """One line; no figures: they are not published."""

    key: str
    name: str
    figures: Figures | None


@dataclass(frozen=True)
class Column:
    """A column that the commune table can be sorted by."""

    slug: str
    title: str | Promise
    value: Callable[[Row], Any]
    figure: bool = True


def _of(measure: Callable[[Figures], Any]) -> Callable[[Row], Any]:
    return lambda row: measure(row.figures or Figures())


COLUMNS = {
    column.slug: column
    for column in (
        Column("ma", _("Mã"), lambda row: row.key, figure=False),
        Column("ten", _("Xã, phường"), lambda row: fold(row.name), figure=False),
        Column("sap", _("Sạp có bán"), _of(lambda figures: figures.sellers)),
        Column("don", _("Đơn giao xong"), _of(lambda figures: figures.orders)),
        Column("luong", _("Lượng bán"), _of(lambda figures: figures.units)),
        Column("doanh-so", _("Doanh số (₫)"), _of(lambda figures: figures.sales_vnd)),
        Column("khong-tien-mat", _("Không tiền mặt (%)"), _of(lambda figures: figures.cashless_percent or 0)),
    )
}
USUAL_ORDER = "-don"


def rows_by(subject: Subject, chosen: Slice) -> list[Row]:
    """Communes that have sales; all categories; all months of the period."""
    if subject == "xa-phuong":
        return [Row(code, commune_name(code), figures) for code, figures in by("commune_code", chosen).items()]
    if subject == "nganh-hang":
        return _complete(category_names(), by("category_slug", chosen))
    names = {month: month_name(month) for month in months(chosen.first_month, chosen.last_month)}
    return _complete(names, by("month", chosen))


def sort_rows(rows: list[Row], order: str) -> list[Row]:
    """By a column, falling when `order` begins with a minus; equal ones by name. An unknown one is the usual."""
    order = order if order.removeprefix("-") in COLUMNS else USUAL_ORDER
    column = COLUMNS[order.removeprefix("-")]
    by_name = sorted(rows, key=COLUMNS["ten"].value)
    return sorted(by_name, key=column.value, reverse=order.startswith("-"))


def _complete(names: Mapping[str, str], figures: Mapping[str, Figures]) -> list[Row]:
    known = [Row(key, name, figures.get(key, Figures())) for key, name in names.items()]
    return known + [Row(key, key, one) for key, one in figures.items() if key not in names]
