"""Many ask the same: an answer is kept for a while, for as long as the index is as it was.

Counts are the dear part of a search and are kept even while the index moves. Whole answers name prices and stock:
beside a search server they are kept only while the index is at rest, and only where all processes hear of a change.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from typing import Generic, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language

from search import revision
from search.labels import labelled
from search.queries import Counts, Numbers, SearchQuery
from search.understanding import Meaning

Answer = TypeVar("Answer")


class Place(Generic[Answer]):
    """Where the answer to one question is kept."""

    def __init__(self, *asked: object) -> None:
        said = repr((settings.ELASTICSEARCH_PREFIX, get_language(), asked))
        self.key = f"search:answer:{blake2b(said.encode(), digest_size=16).hexdigest()}"
        self.revision, self.at_rest = "", False

    def recall(self) -> Answer | None:
        """The answer given a moment ago by the index as it is now."""
        found = cache.get_many([revision.KEY, revision.MOVING, self.key])
        self.revision = found.get(revision.KEY) or revision.current()
        self.at_rest = bool(settings.REDIS_URL) and revision.MOVING not in found
        of_revision, answer = found.get(self.key) or ("", None)
        return answer if of_revision == self.revision else None

    def keep(self, answer: Answer) -> Answer:
        """For whoever asks next, if the index is still the one that `recall` met."""
        cache.set(self.key, (self.revision, answer), revision.KEPT_FOR)
        return answer


def found_once(place: Place[Answer], find: Callable[[], Answer]) -> Answer:
    """A whole answer, found now or a moment ago."""
    answer = place.recall()
    if answer is None:
        answer = find()
        if place.at_rest:
            place.keep(answer)
    return answer


def counted_once(
    query: SearchQuery, meaning: Meaning | None, today: date, backend: str, count: Callable[[], Counts]
) -> Numbers:
    """The numbers that a question asks for, counted now or a moment ago; none when it asks for none."""
    if not query.counted:
        return Numbers()
    place = place_of_numbers(query, meaning, today, backend)
    return place.recall() or place.keep(named(count()))


def place_of_numbers(query: SearchQuery, meaning: Meaning | None, today: date, backend: str) -> Place[Numbers]:
    """The same for all pages and orders of a question."""
    return Place("numbers", backend, today, query.conditions, meaning)


def named(counts: Counts) -> Numbers:
    """What was counted, with the names of what was counted."""
    facets = {name: labelled(name, values) for name, values in counts.facets.items()}
    return Numbers(counts.total, counts.in_stock, facets)
