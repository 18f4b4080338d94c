"""Counts are the dear part of a search and change little: those of one state of the index are kept for a while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from django.core.cache import cache

from search import revision
from search.queries import Counts, SearchQuery
from search.understanding import Meaning


def counted_once(
    query: SearchQuery, meaning: Meaning | None, today: date, backend: str, count: Callable[[], Counts]
) -> Counts:
    """The counts that a question asks for, counted now or a moment ago; none when it asks for none."""
    if not query.counted:
        return Counts()
    conditions = replace(query, text="", sort="relevance", page=1, size=1)
    asked = repr((backend, revision.current(), today, conditions, meaning))
    key = f"search:counts:{blake2b(asked.encode(), digest_size=16).hexdigest()}"
    counts: Counts | None = cache.get(key)
    if counts is None:
        counts = count()
        cache.set(key, counts, revision.COUNTED_FOR)
    return counts
