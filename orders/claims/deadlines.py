"""Which deadline is in force on a day: rows with their source, never constants."""

from __future__ import annotations

from datetime import date, timedelta

from orders.claims.models import ClaimDeadline


def deadline_on(code: str, day: date) -> timedelta:
    """How long something may take by the row in force on a market day. Raises ClaimDeadline.DoesNotExist."""
    in_force = ClaimDeadline.objects.filter(code=code, effective_from__lte=day)
    return timedelta(hours=in_force.latest("effective_from").hours)
