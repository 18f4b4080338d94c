"""Celery's app with a task that does nothing, to compare with, and a consumer that does nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from events.base import Envelope, Event
from marketplace.celery import app

__all__ = ["app"]


@dataclass(frozen=True)
class Measured(Event):
    """Nothing happened; it is only delivered."""

    aggregate: ClassVar[str] = "measured"
    key: ClassVar[str] = "number"

    number: int


def hear(envelope: Envelope[Measured]) -> None:
    """Do nothing with it."""


SUBSCRIPTIONS = {Measured: (hear,)}


# As late and as carefully acknowledged as a hint.
@app.task(name="bench.nothing", acks_late=True, reject_on_worker_lost=True)
def nothing(number: int) -> None:
    """Do nothing."""
