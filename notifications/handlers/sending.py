"""Messages leave the market."""

from __future__ import annotations

from base import clock
from events.base import Envelope
from events.messages import MessageQueued
from events.wiring import outside_call
from notifications.models import Message
from notifications.senders import Outgoing, sender_for


@outside_call
def send_message(envelope: Envelope[MessageQueued]) -> None:
    """Hand a message to its sender. After a crash this runs again: the message's key makes it one message there."""
    message = Message.objects.get(pk=envelope.event.message_id)
    if message.sent_at is not None:
        return
    outgoing = Outgoing(key=message.key, channel=message.channel, to=message.to, text=message.text)
    sender_for(message.channel).send(outgoing)
    Message.objects.filter(pk=message.pk, sent_at=None).update(sent_at=clock.now())
