"""Events of a counter, and subscribers that a test puts in."""

import pytest

from events import outbox, wiring
from tests.services.consumers import Counted


@pytest.fixture
def subscribe(monkeypatch):
    """Let functions hear of Counted: subscribe(name=function) -> nothing."""
    handlers = {}

    def put_in(**functions):
        handlers.update({f"search.{name}": function for name, function in functions.items()})

    monkeypatch.setattr(outbox, "subscribers_of", lambda kind: tuple(handlers))
    monkeypatch.setattr(wiring, "_handlers", lambda: handlers)
    return put_in


@pytest.fixture
def happen(db):
    """Record one more event of a counter: happen(7)."""
    from django.db import transaction

    def record(counter=1, manner="plain"):
        with transaction.atomic():
            return outbox.record(Counted(counter, manner))

    return record
