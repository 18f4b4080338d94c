"""What was told to whom."""

from __future__ import annotations

from django.db import models


class FeedTopic(models.Model):
    """The last position given in a topic; the row is also the lock that makes positions appear in their order."""

    topic = models.CharField(max_length=80, primary_key=True)
    last = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.topic}@{self.last}"


class FeedEntry(models.Model):
    """Something a live page should know. `position` counts up within its topic, so a page can ask "after N"."""

    topic = models.CharField(max_length=80)
    position = models.PositiveBigIntegerField()
    event_id = models.UUIDField()
    kind = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "position"], name="feed_position_once"),
            models.UniqueConstraint(fields=["topic", "event_id"], name="feed_event_once"),
        ]

    def __str__(self) -> str:
        return f"{self.topic}@{self.position} {self.kind}"


class Message(models.Model):
    """A message to somebody's phone. `key` makes it one message however often its cause is delivered."""

    class Channel(models.TextChoices):
        SMS = "sms"
        ZALO = "zalo"

    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.SMS)
    to = models.CharField(max_length=16)
    text = models.CharField(max_length=480)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key
