"""Which deadline is in force on a day: rows with their source, never constants."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from base import clock
from orders.claims.models import ClaimDeadline
from orders.models import SellerOrder


def deadline_on(code: str, day: date) -> timedelta:
    """How long something may take by the row in force on a market day. Raises ClaimDeadline.DoesNotExist."""
    in_force = ClaimDeadline.objects.filter(code=code, effective_from__lte=day)
    return timedelta(hours=in_force.latest("effective_from").hours)


def claim_until(part: SellerOrder) -> datetime | None:
    """Until when a buyer may complain about a part (UTC); None before it was delivered."""
    if part.state != SellerOrder.State.DELIVERED:
        return None
    # A delivered part moves no more, so that is when it was delivered.
    return part.state_since + deadline_on(ClaimDeadline.Code.WINDOW, clock.market_day(part.state_since))
