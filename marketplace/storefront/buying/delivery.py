"""When a parcel may arrive. An estimate, always shown as one ("dự kiến"): the carrier promises nothing to us."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings

from base.clock import market_day

#: Days from the seller's packing to the buyer's door: within the market's own province, and to all others.
NEAR, FAR = (1, 3), (3, 5)


def days_to(province_code: str) -> tuple[int, int]:
    """The usual fewest and most days."""
    return NEAR if province_code == settings.MARKET_PROVINCE_CODE else FAR


def expected_days(province_code: str, sent_at: datetime) -> tuple[date, date]:
    """First and last market day on which a parcel sent then may arrive."""
    soonest, latest = days_to(province_code)
    day = market_day(sent_at)
    return day + timedelta(days=soonest), day + timedelta(days=latest)


def day_range(first: date, last: date) -> str:
    """`27 – 29/11`, or `30/11 – 2/12` over the end of a month."""
    if first.month == last.month:
        return f"{first.day} – {last.day}/{last.month}"
    return f"{first.day}/{first.month} – {last.day}/{last.month}"
