"""One id follows a request through its events to the last handler, in logs and in the event table."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("correlation_id", default="")


def current() -> str:
    """The id of the work going on, or an empty text outside of any."""
    return _current.get()


@contextmanager
def correlated(correlation_id: str = "") -> Iterator[str]:
    """Run the block under an id (a new one when none is given)."""
    token = _current.set(correlation_id or uuid.uuid4().hex)
    try:
        yield _current.get()
    finally:
        _current.reset(token)
