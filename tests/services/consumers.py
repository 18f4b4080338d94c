"""Events of our own for proofs about order, poison and speed, and consumers that note what they hear in a table."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from django.db import connection

from events.base import Envelope, Event
from events.wiring import outside_call

#: Not a model: the tables of the market are not added to.
TABLE = "CREATE TABLE IF NOT EXISTS consumer_log (id bigserial, consumer text, aggregate_id text, sequence bigint)"


@dataclass(frozen=True)
class Counted(Event):
    """One more of a counter. `manner` is plain, slow, poisonous, deadly or telling."""

    aggregate: ClassVar[str] = "counter"
    key: ClassVar[str] = "counter"

    counter: int
    manner: str = "plain"


def note_first(envelope: Envelope[Counted]) -> None:
    """One consumer."""
    _note("first", envelope)


def note_second(envelope: Envelope[Counted]) -> None:
    """Another, of the same events."""
    _note("second", envelope)


def choke(envelope: Envelope[Counted]) -> None:
    """A consumer that does not bear everything."""
    if envelope.event.manner == "poisonous":
        raise ValueError("this event cannot be digested")
    if envelope.event.manner == "deadly":
        os._exit(9)
    if envelope.event.manner == "slow":
        time.sleep(float(os.environ["SLOW"]))
    _note("choke", envelope)


def tell_pages(envelope: Envelope[Counted]) -> None:
    """A consumer that notes each event, and lets pages hear of one that is telling."""
    from notifications.services import add_entry

    _note("tell", envelope)
    if envelope.event.manner == "telling":
        add_entry(topic="counter", envelope=envelope)


#: What happens in the middle of a call to the outside world.
in_the_call: Callable[[], None] = lambda: None  # noqa: E731


@outside_call
def call(envelope: Envelope[Counted]) -> None:
    """A consumer that calls the outside world."""
    in_the_call()


def _note(consumer: str, envelope: Envelope[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO consumer_log (consumer, aggregate_id, sequence) VALUES (%s, %s, %s)",
            [consumer, envelope.event.aggregate_id, envelope.sequence],
        )


SUBSCRIPTIONS = {Counted: (note_first, note_second)}
CHOKING = {Counted: (choke,)}


@dataclass(frozen=True)
class Called(Event):
    """Something to call the outside world about."""

    aggregate: ClassVar[str] = "call"
    key: ClassVar[str] = "number"

    number: int


OF_A_POWER_CUT = {Counted: (tell_pages,), Called: (call,)}


def soon(attempts: int) -> timedelta:
    """A back-off for those who cannot wait three minutes for the fifth try."""
    return timedelta(seconds=0.2 * attempts)
