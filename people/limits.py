"""How often somebody may try: counted in the database, so every process counts alike and a restart forgets nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

from django.db import connection

from base.errors import TooManyAttempts
from people.hashing import keyed_hash
from people.models import Attempts


@dataclass(frozen=True)
class Limit:
    """At most `most` tries of one kind in each `window`."""

    name: str
    most: int
    window: timedelta


# The carriers put many phones behind one address, so an address may do far more than a number.
CODES_PER_PHONE = Limit("codes-phone", 5, timedelta(minutes=30))
CODES_PER_ADDRESS = Limit("codes-address", 60, timedelta(hours=1))
TRIES_PER_ADDRESS = Limit("tries-address", 200, timedelta(hours=1))
VOUCHERS_PER_ADDRESS = Limit("vouchers-address", 200, timedelta(hours=1))
PASSWORDS_PER_PERSON = Limit("passwords-person", 5, timedelta(minutes=15))
PASSWORDS_PER_ADDRESS = Limit("passwords-address", 30, timedelta(minutes=15))


def count_try(limit: Limit, who: str, *, now: datetime) -> None:
    """Count one try of `who` (a number, an address, an id). Raises TooManyAttempts with `retry_after` seconds."""
    seconds = int(limit.window.total_seconds())
    window = int(now.timestamp()) // seconds
    ends = datetime.fromtimestamp((window + 1) * seconds, UTC)
    # One statement on both engines: of many tries at once each gets a number of its own.
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO people_attempts ("key", "count", forget_at) VALUES (%s, 1, %s) '
            'ON CONFLICT ("key") DO UPDATE SET "count" = people_attempts."count" + 1 RETURNING "count"',
            [keyed_hash("attempts", limit.name, who, str(window)), ends],
        )
        count = cursor.fetchone()[0]
    if count > limit.most:
        raise TooManyAttempts(retry_after=max(1, ceil((ends - now).total_seconds())))


def forget_attempts(*, now: datetime) -> int:
    """Drop windows that are over; says how many."""
    dropped, _ = Attempts.objects.filter(forget_at__lt=now).delete()
    return dropped
