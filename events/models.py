"""The one log (`RecordedEvent`), and one row for each subscriber that has to hear of it (`Delivery`)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

OPEN = ["waiting", "claimed"]
#: Written out, for SQLite knows a partial index by its own words only: with parameters it reads the whole history.
IS_OPEN = RawSQL(f"events_delivery.state IN {tuple(OPEN)}", (), output_field=models.BooleanField())  # noqa: S611


class RecordedEvent(models.Model):
    """A fact, recorded in the transaction that made it true. Rows are never changed."""

    position = models.BigAutoField(primary_key=True)
    event_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=64)
    aggregate_id = models.CharField(max_length=80)
    sequence = models.PositiveBigIntegerField()
    payload = models.JSONField()
    occurred_at = models.DateTimeField()
    correlation_id = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["aggregate_id", "sequence"], name="event_order_of_aggregate")]
        indexes = [models.Index(fields=["name", "position"], name="event_by_name")]

    def __str__(self) -> str:
        return f"{self.position} {self.name} {self.aggregate_id}"


class AggregateSequence(models.Model):
    """The last sequence number given to an aggregate; the row is also the lock that orders its events."""

    aggregate_id = models.CharField(max_length=80, primary_key=True)
    last = models.PositiveBigIntegerField()


class Delivery(models.Model):
    """That one subscriber has to hear of one event, and how far that has come."""

    class State(models.TextChoices):
        WAITING = "waiting"
        CLAIMED = "claimed"
        DELIVERED = "delivered"
        PARKED = "parked"

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(RecordedEvent, models.PROTECT, related_name="deliveries")
    subscriber = models.CharField(max_length=100)
    queue = models.CharField(max_length=20)
    # The event's own order, repeated here so that claiming reads one table.
    aggregate_id = models.CharField(max_length=80)
    sequence = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    # Whoever holds the claim; after the lease another may take it over.
    claimed_by = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["event", "subscriber"], name="one_delivery_per_subscriber")]
        indexes = [
            # All hold open rows only, so a sweep does not slow down as history grows.
            models.Index(fields=["due_at"], name="delivery_open", condition=Q(state__in=OPEN)),
            models.Index(fields=["queue", "due_at", "id"], name="delivery_open_in_queue", condition=Q(state__in=OPEN)),
            models.Index(
                fields=["subscriber", "aggregate_id", "sequence"],
                name="delivery_undelivered",
                condition=~Q(state="delivered"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscriber} <- {self.event_id} ({self.state})"
