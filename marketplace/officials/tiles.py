"""The communes as equal tiles near where they lie, so that a small one is not lost beside a large one."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from indicators.selectors import Figures
from marketplace.officials.measures import Measure
from places import register

CLASSES = 5
#: Tiles in a row where nobody has said yet how a province's communes lie.
PLAIN_COLUMNS = 9


@dataclass(frozen=True)
class Tile:
    """One commune: where its tile stands, which of the five steps it has (0: no sales) and what is written on it."""

    name: str
    full_name: str
    initials: str
    x: int
    y: int
    step: int
    value: str
    exact: str
    chosen: bool


@dataclass(frozen=True)
class Step:
    """One line of the key: values from `low` to `high`."""

    step: int
    low: str
    high: str


def tiles(figures: Mapping[str, Figures], measure: Measure, chosen: str = "") -> list[Tile]:
    """All communes of the province, those without sales too; the tile of `chosen` is marked."""
    values = {code: measure.of(one) for code, one in figures.items()}
    steps = _steps(values)
    return [
        Tile(
            name=commune.name,
            full_name=commune.full_name,
            initials="".join(word[0] for word in commune.name.split()),
            x=x,
            y=y,
            step=steps.get(values.get(code, 0), 0),
            value=measure.short(values[code]) if values.get(code) else "–",
            exact=measure.full(values.get(code, 0)),
            chosen=code == chosen,
        )
        for code, (x, y) in positions().items()
        if (commune := register.market_communes().get(code))
    ]


def key(figures: Mapping[str, Figures], measure: Measure) -> list[Step]:
    """What the steps of the tiles mean."""
    by_step: dict[int, list[int]] = {}
    for value, step in _steps({code: measure.of(one) for code, one in figures.items()}).items():
        by_step.setdefault(step, []).append(value)
    return [
        Step(step, measure.short(min(values)), measure.short(max(values))) for step, values in sorted(by_step.items())
    ]


@cache
def positions() -> dict[str, tuple[int, int]]:
    """Column and row of each commune's tile."""
    placed = Path(__file__).parent / "data" / settings.MARKET_COMMUNES_FILE
    if not placed.exists():
        return {
            code: (place % PLAIN_COLUMNS + 1, place // PLAIN_COLUMNS + 1)
            for place, code in enumerate(register.market_communes())
        }
    with placed.open(encoding="utf-8") as table:
        return {row["code"]: (int(row["x"]), int(row["y"])) for row in csv.DictReader(table)}


def columns() -> int:
    """How many tiles the widest row has room for."""
    return max(x for x, _ in positions().values())


def _steps(values: Mapping[str, int]) -> dict[int, int]:
    """Each value that occurs, and its step: equally many communes in each, equal values in the same."""
    ranked = sorted(value for value in values.values() if value)
    return {value: 1 + CLASSES * ranked.index(value) // len(ranked) for value in ranked}
