"""Reading what happened in a topic."""

from __future__ import annotations

from notifications.models import FeedEntry, FeedTopic

#: More than a page needs to know at once; whoever is further behind asks again from the last one he got.
MOST_ENTRIES = 200


class TooOld(LookupError):
    """Entries after the position asked for were pruned: the reader has to fetch everything afresh."""


def position_of(topic: str) -> int:
    """The last position of a topic; 0 when nothing has happened there yet."""
    return FeedTopic.objects.filter(topic=topic).values_list("last", flat=True).first() or 0


def entries_after(*, topic: str, after: int) -> list[FeedEntry]:
    """Entries after a position, oldest first, at most MOST_ENTRIES. Raises TooOld when some were pruned."""
    entries = list(FeedEntry.objects.filter(topic=topic, position__gt=after).order_by("position")[:MOST_ENTRIES])
    first = entries[0].position if entries else position_of(topic) + 1
    if first > after + 1:
        raise TooOld(topic)
    return entries
