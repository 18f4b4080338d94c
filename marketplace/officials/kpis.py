"""The five figures on top of the page, each with what it means and what it was before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.definitions import BY_CODE, Definition
from indicators.selectors import Figures, Slice, total
from marketplace.design.words import dong, number
from marketplace.officials.periods import length, period_name, shift

MILLION, BILLION = 1_000_000, 1_000_000_000


@dataclass(frozen=True)
class Kpi:
    """A figure as it is shown. `exact` says in full what `value` and `unit` shorten."""

    definition: Definition
    value: str
    unit: str
    exact: str
    before: str
    tone: str


def kpis(chosen: Slice) -> list[Kpi]:
    """The figures of a period beside those of the period just before, equally long."""
    months = length(chosen.first_month, chosen.last_month)
    earlier = replace(chosen, first_month=shift(chosen.first_month, -months), last_month=shift(chosen.first_month, -1))
    now, then = total(chosen), total(earlier)
    name = period_name(earlier.first_month, earlier.last_month)
    return [
        Kpi(
            definition=BY_CODE[code],
            value=shown(now)[0],
            unit=shown(now)[1],
            exact=dong(now.sales_vnd) if code == "sales" else "",
            before=_("%(period)s: %(value)s") % {"period": name, "value": " ".join(shown(then)).strip()},
            tone=tone,
        )
        for code, tone, shown in SHOWN
    ]


def short_money(amount: int) -> tuple[str, str]:
    """12_345_678 → ("12,3", "triệu ₫"); small sums in full."""
    for size, unit in ((BILLION, _("tỷ ₫")), (MILLION, _("triệu ₫"))):
        if amount >= size:
            return number((Decimal(amount) / size).quantize(Decimal("0.1"))), unit
    return number(amount), "₫"


def _percent(figures: Figures) -> tuple[str, str]:
    return ("–", "") if figures.cashless_percent is None else (number(figures.cashless_percent), "%")


SHOWN: tuple[tuple[str, str, Callable[[Figures], tuple[str, str]]], ...] = (
    ("orders", "leaf", lambda figures: (number(figures.orders), "")),
    ("sales", "brick", lambda figures: short_money(figures.sales_vnd)),
    ("sellers", "leaf", lambda figures: (number(figures.sellers), "")),
    ("communes", "river", lambda figures: (number(figures.communes), "")),
    ("cashless", "honey", _percent),
)
