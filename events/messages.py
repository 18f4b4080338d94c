"""What leaves the market for somebody's phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from events.base import Event


@dataclass(frozen=True)
class MessageQueued(Event):
    """A message was written and waits to be sent; number and words are in the message's own row."""

    aggregate: ClassVar[str] = "message"
    key: ClassVar[str] = "message_id"

    message_id: int
