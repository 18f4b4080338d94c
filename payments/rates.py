"""Rows that hold from a day on: which one holds on a given day, and percent of an amount."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from base.errors import FinalFailure

#: Hundredths of a percent in the whole.
WHOLE_BP = 10_000


class NoRate(FinalFailure):
    """No row says what holds on that day: somebody has to enter one, then the delivery is run again."""


class Effective(Protocol):
    """A row with the first day on which it holds."""

    effective_from: date


R = TypeVar("R", bound=Effective)


def on_day(rows: Iterable[R], day: date, what: str) -> R:
    """The latest of the rows that has begun by then. Raises NoRate."""
    begun = [row for row in rows if row.effective_from <= day]
    if not begun:
        raise NoRate(f"no {what} for {day}")
    return max(begun, key=lambda row: row.effective_from)


def percent(amount_vnd: int, basis_points: int) -> int:
    """That part of an amount in whole đồng, half a đồng rounded up."""
    return (amount_vnd * basis_points + WHOLE_BP // 2) // WHOLE_BP
