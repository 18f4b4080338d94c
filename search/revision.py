"""A name for the present state of the index, so that answers from before a change are not shown after it."""

from __future__ import annotations

import uuid

from django.core.cache import cache
from django.db import transaction

KEY, MOVING = "search:revision", "search:moving"
#: Answers may be this old where processes share no cache and one cannot tell the other of a change (seconds).
KEPT_FOR = 30
#: Seconds after a change in which the search server may still answer from before it: it shows changes once a second.
SETTLING = 3


def current() -> str:
    """The revision that answers given now belong to."""
    return cache.get_or_set(KEY, _new, None) or ""


def advance() -> None:
    """Say that documents change. Once now, and once after commit: in between others still see the old ones."""
    _move()
    transaction.on_commit(_move)


def _move() -> None:
    # In this order: who sees the new revision must know that it is one of an index that moves.
    cache.set(MOVING, True, SETTLING)
    cache.set(KEY, _new(), None)


def _new() -> str:
    return uuid.uuid4().hex
