"""Months as the figures know them: "2026-11", the market's own."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from base import clock


def month_of(moment: datetime) -> str:
    """The market's month that a moment falls in."""
    return f"{clock.market_day(moment):%Y-%m}"


def shift(month: str, by: int) -> str:
    """The month so many months later (earlier when negative)."""
    year, number = divmod(_number(month) + by, 12)
    return f"{year:04d}-{number + 1:02d}"


def length(first: str, last: str) -> int:
    """How many months a period has, both ends included."""
    return _number(last) - _number(first) + 1


def months(first: str, last: str) -> list[str]:
    """All months of a period, in order."""
    return [shift(first, by) for by in range(length(first, last))]


def month_name(month: str) -> str:
    """ "tháng 11/2026"."""
    return _("tháng %(month)s/%(year)s") % {"month": int(month[5:]), "year": month[:4]}


def period_name(first: str, last: str) -> str:
    """ "tháng 11/2026", or "tháng 6/2026 – tháng 11/2026"."""
    return month_name(first) if first == last else f"{month_name(first)} – {month_name(last)}"


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
