"""How words leave the market. One folder per way; settings.MESSAGE_SENDERS says which channel goes which way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Outgoing:
    """Words for one phone (`to`, E.164). The same `key` is the same message: a sender sends it once.

    The words may hold a login code, so they are not shown where the object is printed.
    """

    key: str
    channel: str
    to: str
    text: str

    def __repr__(self) -> str:
        return f"Outgoing({self.key!r}, {self.channel!r})"


class Sender(Protocol):
    """A way out."""

    def send(self, message: Outgoing) -> None:
        """Hand the message over. Raises TemporaryFailure when it may work later, FinalFailure when it never will."""


def sender_for(channel: str) -> Sender:
    """The sender of a channel ("sms", "zalo")."""
    sender: Sender = import_string(settings.MESSAGE_SENDERS[channel])()
    return sender
