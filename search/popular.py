"""What many people search for, counted without keeping who."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import connection
from django.db.models import Sum

from base import clock
from search.models import SearchTally
from search.queries import SearchResult
from search.understanding import understood

#: Shown are words that were searched for at least so often in so many days; counts are kept a little longer.
FEWEST, DAYS, KEPT_DAYS = 5, 14, 30
MOST_SHOWN, CACHE_SECONDS = 8, 300
LONGEST = 40
# Telephone and order numbers are nobody's business.
_NUMBER = re.compile(r"\d{4}")


def note_search(text: str, found: SearchResult) -> None:
    """Count words that found something as they were typed. What found nothing may be anything, a name too."""
    meaning = understood(text)
    words = " ".join(meaning.words.written) if meaning else ""
    if not words or len(words) > LONGEST or _NUMBER.search(words) or found.suggestion or not found.hits:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_searchtally (day, words, times) VALUES (%s, %s, 1) "
            "ON CONFLICT (day, words) DO UPDATE SET times = search_searchtally.times + 1",
            [clock.market_day(clock.now()), words],
        )


def popular_searches() -> tuple[str, ...]:
    """What was searched for most lately; may be some minutes old."""
    shown: tuple[str, ...] | None = cache.get("search:popular")
    if shown is None:
        since = clock.market_day(clock.now()) - timedelta(days=DAYS)
        counted = SearchTally.objects.filter(day__gt=since).values_list("words").annotate(all=Sum("times"))
        most = counted.filter(all__gte=FEWEST).order_by("-all", "words")[:MOST_SHOWN]
        shown = tuple(words for words, _times in most)
        cache.set("search:popular", shown, CACHE_SECONDS)
    return shown


def forget_tallies(*, now: datetime) -> int:
    """Drop old counts; says how many."""
    dropped, _ = SearchTally.objects.filter(day__lt=clock.market_day(now) - timedelta(days=KEPT_DAYS)).delete()
    return dropped
