"""Telling: an entry in a topic for live pages, a message for somebody's phone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from base import clock, commits
from events.base import Envelope
from events.messages import MessageQueued
from events.outbox import record
from notifications.models import FeedEntry, Message
from notifications.senders.live.announcing import announce

#: A page that was closed for longer starts afresh.
FEED_DAYS = 30


@transaction.atomic
def add_entry(*, topic: str, envelope: Envelope[Any]) -> int:
    """Put an event into a topic and, after commit, wake the pages that follow it. Says the entry's position."""
    position = _next_position(topic)
    FeedEntry.objects.create(
        topic=topic,
        position=position,
        event_id=envelope.event_id,
        kind=type(envelope.event).__name__,
        created_at=clock.now(),
    )
    # A page must never have heard of a position that is given to another entry later.
    commits.must_wait()
    transaction.on_commit(lambda: announce(topic=topic, position=position))
    return position


@transaction.atomic
def queue_message(*, key: str, to: str, text: str, channel: str = Message.Channel.SMS) -> Message:
    """Write a message (to: E.164) that the dispatcher will send. The same key is the same message."""
    message, new = Message.objects.get_or_create(
        key=key, defaults={"channel": channel, "to": to, "text": text, "created_at": clock.now()}
    )
    if new:
        record(MessageQueued(message.pk))
    return message


def prune_feeds(*, now: datetime) -> int:
    """Drop entries older than FEED_DAYS; says how many. Positions go on counting."""
    dropped, _ = FeedEntry.objects.filter(created_at__lt=now - timedelta(days=FEED_DAYS)).delete()
    return dropped


def _next_position(topic: str) -> int:
    # One statement on both engines. It locks the topic's row until commit, so positions have no gaps and become
    # visible in their order: whoever has seen N has seen everything before it.
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO notifications_feedtopic (topic, last) VALUES (%s, 1) "
            "ON CONFLICT (topic) DO UPDATE SET last = notifications_feedtopic.last + 1 RETURNING last",
            [topic],
        )
        return int(cursor.fetchone()[0])
