"""Counts are the dear part of a search and change little: those of one state of the index are kept for a while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from django.core.cache import cache
from django.utils.translation import get_language

from search import revision
from search.labels import labelled
from search.queries import Counts, Numbers, SearchQuery
from search.understanding import Meaning


def counted_once(
    query: SearchQuery, meaning: Meaning | None, today: date, backend: str, count: Callable[[], Counts]
) -> Numbers:
    """The numbers that a question asks for, counted now or a moment ago; none when it asks for none."""
    if not query.counted:
        return Numbers()
    place = place_of(query, meaning, today, backend)
    return recall(place) or keep(place, count())


def place_of(query: SearchQuery, meaning: Meaning | None, today: date, backend: str) -> str:
    """Where the numbers of a question belong: the same for all its pages and orders, another after a change."""
    conditions = replace(query, text="", sort="relevance", page=1, size=1)
    asked = repr((backend, revision.current(), today, conditions, meaning, get_language()))
    return f"search:numbers:{blake2b(asked.encode(), digest_size=16).hexdigest()}"


def recall(place: str) -> Numbers | None:
    """What was counted a moment ago."""
    numbers: Numbers | None = cache.get(place)
    return numbers


def keep(place: str, counts: Counts) -> Numbers:
    """Name what was counted, for whoever asks and whoever asks next."""
    facets = {name: labelled(name, values) for name, values in counts.facets.items()}
    numbers = Numbers(counts.total, counts.in_stock, facets)
    cache.set(place, numbers, revision.COUNTED_FOR)
    return numbers
