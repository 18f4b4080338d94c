"""Reading what happened in a topic."""

from __future__ import annotations

from notifications.models import FeedEntry, FeedTopic

#: More than a page needs to know at once; whoever is further behind asks again from the last one he got.
MOST_ENTRIES = 200


class TooOld(LookupError):
    """What follows the position asked for is not known: the reader has to fetch everything afresh."""


def position_of(topic: str) -> int:
    """The last position of a topic; 0 when nothing has happened there yet."""
    return FeedTopic.objects.filter(topic=topic).values_list("last", flat=True).first() or 0


def entries_after(*, topic: str, after: int) -> list[FeedEntry]:
    """Entries after a position, oldest first, at most MOST_ENTRIES. Raises TooOld when the reader must start afresh."""
    if is_too_old(topic=topic, after=after):
        raise TooOld(topic)
    return list(FeedEntry.objects.filter(topic=topic, position__gt=after).order_by("position")[:MOST_ENTRIES])


def is_too_old(*, topic: str, after: int) -> bool:
    """Whether entries after a position were pruned, or the position is not of this database (it was restored)."""
    later = FeedEntry.objects.filter(topic=topic, position__gt=after).order_by("position")
    first = later.values_list("position", flat=True).first() or position_of(topic) + 1
    return first != after + 1
