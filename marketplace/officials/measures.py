"""What the map of tiles can show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.selectors import Figures
from marketplace.design.words import dong, number


@dataclass(frozen=True)
class Measure:
    """A figure of a commune: its name in addresses, for people, and how it is written short and in full."""

    slug: str
    name: str | Promise
    of: Callable[[Figures], int]
    short: Callable[[int], str]
    full: Callable[[int], str]


def _thousands(amount: int) -> str:
    return number(max(1, round(amount / 1000)))


MEASURES = {
    measure.slug: measure
    for measure in (
        Measure("don", _("Đơn giao xong"), lambda figures: figures.orders, number, number),
        Measure("doanh-so", _("Doanh số, nghìn đồng"), lambda figures: figures.sales_vnd, _thousands, dong),
        Measure("sap", _("Sạp có bán"), lambda figures: figures.sellers, number, number),
    )
}
