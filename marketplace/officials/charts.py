"""Months as bars, drawn on the server; the finding is the label, and the table below says the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log10

from django.utils.translation import gettext as _

from marketplace.design.words import number
from marketplace.officials.periods import month_name

MONTHS = 12
BASE, TOP, LEFT, WIDTH = 180, 24, 40, 318
#: A single month is no wall.
WIDEST = 54


@dataclass(frozen=True)
class Bar:
    """One month; the coordinates are those of an SVG of 360 × 204, written as SVG wants them."""

    label: str
    value: str
    x: str
    middle: str
    y: int
    width: str
    height: int
    running: bool


@dataclass(frozen=True)
class Chart:
    """Bars with the lines behind them, and what they say."""

    title: str
    finding: str
    bars: list[Bar]
    lines: list[tuple[int, str]]


def by_month(title: str, unit: str, values: Mapping[str, int], running: str) -> Chart:
    """A bar for each month of `values`; `running` is the month that is not over yet."""
    most = max(values.values(), default=0)
    step = _step(most)
    scale = (BASE - TOP) / max(most, step)
    slot = min(WIDTH / max(len(values), 1), WIDEST)
    bars = [
        Bar(
            label=f"T{int(month[5:])}",
            value=number(value),
            x=f"{LEFT + place * slot + slot * 0.12:.1f}",
            middle=f"{LEFT + place * slot + slot / 2:.1f}",
            y=round(BASE - value * scale),
            width=f"{slot * 0.76:.1f}",
            height=round(value * scale),
            running=month == running,
        )
        for place, (month, value) in enumerate(values.items())
    ]
    lines = [(round(BASE - value * scale), number(value)) for value in range(0, most + 1, step)]
    return Chart(title, _finding(values, unit), bars, lines)


def _step(most: int) -> int:
    """A round distance between the lines: about three or four of them."""
    if most < 4:
        return 1
    magnitude = 10 ** int(log10(most / 3))
    return next(step * magnitude for step in (1, 2, 5, 10) if step * magnitude * 4 >= most)


def _finding(values: Mapping[str, int], unit: str) -> str:
    best, last = max(values, key=lambda month: values[month]), list(values)[-1]
    if not values[best]:
        return _("Chưa có đơn giao xong trong các tháng này.")
    words = {
        "best": month_name(best),
        "most": number(values[best]),
        "last": month_name(last),
        "now": number(values[last]),
        "unit": unit,
    }
    if best == last:
        return _("Nhiều nhất là %(best)s: %(most)s %(unit)s.") % words
    return _("Nhiều nhất là %(best)s: %(most)s %(unit)s; %(last)s: %(now)s %(unit)s.") % words
