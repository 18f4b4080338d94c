"""Events in bulk, written as `record()` writes them."""

from __future__ import annotations

from django.db import connection

SUBSCRIBER = "bench.engine.app.hear"


def fill(*, first: int, events: int, state: str) -> None:
    """So many events of as many aggregates, numbered from `first`, with one delivery each in a state."""
    numbers = [first, first + events - 1]
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO events_recordedevent
                 (event_id, name, aggregate_id, sequence, payload, occurred_at, correlation_id)
               SELECT gen_random_uuid(), 'Measured', 'measured:' || n, 1, jsonb_build_object('number', n), now(), ''
               FROM generate_series(%s, %s) AS n""",
            numbers,
        )
        cursor.execute(
            """INSERT INTO events_delivery
                 (event_id, subscriber, queue, aggregate_id, sequence, state, attempts, due_at,
                  claimed_by, lease_until, delivered_at, trouble)
               SELECT position, %s, 'default', aggregate_id, 1, %s, 0, now(), '', NULL, NULL, ''
               FROM events_recordedevent WHERE (payload->>'number')::bigint BETWEEN %s AND %s""",
            [SUBSCRIBER, state, *numbers],
        )


def empty() -> None:
    """No events at all, and the planner knows."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE events_delivery, events_recordedevent, events_aggregatesequence")
        cursor.execute("ANALYZE events_delivery, events_recordedevent")


def analyse() -> None:
    """Let the planner know what autovacuum would tell it soon."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE events_delivery, events_recordedevent")
