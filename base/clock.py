"""Time. Stored and compared in UTC; the market's own day is the one in Cà Mau."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

MARKET_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present, aware, UTC."""
    return timezone.now()


def market_day(moment: datetime) -> date:
    """The calendar day in the market's own zone that a moment falls on."""
    return moment.astimezone(MARKET_ZONE).date()
