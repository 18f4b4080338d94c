"""When a gateway is asked again: soon at first, then ever more rarely, and in the end no more."""

from __future__ import annotations

from datetime import datetime, timedelta

#: Minutes from one question to the next. The first half hour is asked about every few minutes: a buyer who paid in the
#: last minute of VNPAY's page is known within five. Then hours, then a day.
BACK_OFF = (1, 1, 2, 3, 4, 5, 5, 5, 5, 15, 30, 60, 180, 360, 720, 1440, 1440, 1440)


def next_question(asked: int, now: datetime) -> datetime | None:
    """When to ask next after `asked` questions; None when it was asked often enough and a person has to look."""
    return now + timedelta(minutes=BACK_OFF[asked - 1]) if asked <= len(BACK_OFF) else None
