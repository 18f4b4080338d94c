"""Many workers, many aggregates: every consumer hears of each aggregate's events in their order, and of all."""

from __future__ import annotations

import pytest
from django.db import connection

from events.models import Delivery
from tests.races.serving import eventually
from tests.services.consumers import TABLE
from tests.services.processes import scaled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(1800)]

WRITERS = 4
WORKER = "tests.services.worker_hasty"


@pytest.fixture
def size(full):
    """Workers, aggregates, events of each."""
    return (50, 200, 50) if full else (10, 40, 15)


@pytest.fixture
def counting(environment, tmp_path):
    """Start a market that counts: counting("unordered")."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        cursor.execute("TRUNCATE consumer_log")
    more = {"DJANGO_SETTINGS_MODULE": "tests.services.settings", "CONSUMERS": "SUBSCRIPTIONS"}
    yield lambda changes="": scaled(environment | more | {"CHANGES": changes}, tmp_path, WORKER)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE consumer_log")


def run(market, workers, aggregates, events):
    """Record while the workers deliver, until everything is delivered."""
    market.worker(WORKER, processes=workers)
    market.beat()
    for writer in range(WRITERS):
        command = ["tests.services.recording", *map(str, (writer, WRITERS, aggregates, events))]
        market.process(f"writer{writer}", command)
    wanted = 2 * aggregates * events
    eventually(lambda: Delivery.objects.filter(state=Delivery.State.DELIVERED).count(), wanted, within=1500)


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


OUT_OF_ORDER = """
    SELECT count(*) FROM (
        SELECT sequence, lag(sequence) OVER (PARTITION BY consumer, aggregate_id ORDER BY id) AS before
        FROM consumer_log
    ) AS heard WHERE sequence <> coalesce(before, 0) + 1"""


def test_every_log_is_strictly_increasing_and_complete(counting, size):
    _workers, aggregates, events = size
    with counting() as market:
        run(market, *size)
    assert asked(OUT_OF_ORDER) == [(0,)]
    counts = (
        "SELECT consumer, count(DISTINCT aggregate_id), count(*), max(sequence) FROM consumer_log GROUP BY 1 ORDER BY 1"
    )
    assert asked(counts) == [(name, aggregates, aggregates * events, events) for name in ("first", "second")]


def test_without_the_look_back_events_overtake_each_other(counting, size):
    with counting("unordered") as market:
        run(market, *size)
    assert asked(OUT_OF_ORDER)[0][0] > 0
