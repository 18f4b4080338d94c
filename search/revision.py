"""A name for the present state of the index, so that numbers counted before a change are not shown after it."""

from __future__ import annotations

import uuid

from django.core.cache import cache
from django.db import transaction

_KEY = "search:revision"
#: Numbers may be this old where processes share no cache and one cannot tell the other of a change (seconds).
COUNTED_FOR = 30


def current() -> str:
    """The revision that numbers counted now belong to."""
    return cache.get_or_set(_KEY, _new, None) or ""


def advance() -> None:
    """Say that documents change. Once now, and once after commit: in between others still count the old ones."""
    cache.set(_KEY, _new(), None)
    transaction.on_commit(lambda: cache.set(_KEY, _new(), None))


def _new() -> str:
    return uuid.uuid4().hex
