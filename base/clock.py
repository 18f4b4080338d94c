"""Time. Stored and compared in UTC; the market's own day is the one in Cà Mau."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

MARKET_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

_pretended: ContextVar[datetime | None] = ContextVar("pretended_moment", default=None)


def now() -> datetime:
    """The present, aware, UTC. The only clock our code reads."""
    return _pretended.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the block happen at an aware moment: the demo market's past is lived through the services, and tests wait
    for nothing. Only this thread (or task) sees it, so a running server's clock is never touched.
    """
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)


def market_day(moment: datetime) -> date:
    """The calendar day in the market's own zone that a moment falls on."""
    return moment.astimezone(MARKET_ZONE).date()


def market_day_bounds(day: date) -> tuple[datetime, datetime]:
    """First moment of a market day and of the next one, aware, UTC: `start <= moment < end`."""
    start = datetime.combine(day, time(), MARKET_ZONE)
    end = datetime.combine(day + timedelta(days=1), time(), MARKET_ZONE)
    return start.astimezone(UTC), end.astimezone(UTC)
