"""Of several beats one keeps the schedule; when it is killed the next takes over at once."""

from __future__ import annotations

import pytest

from tests.races.serving import eventually

pytestmark = pytest.mark.django_db(transaction=True)


def leads(beat):
    return "this beat leads" in beat.words()


def test_one_beat_leads_and_the_next_follows_when_it_is_killed(market):
    first = market.beat()
    eventually(lambda: leads(first), True)
    second = market.beat()
    # From its log, which is written at once; its banner stays in a buffer until it ends.
    eventually(lambda: "beat: Starting" in second.words(), True)
    eventually(lambda: first.words().count("events.sweep") >= 2, True)
    assert not leads(second)
    assert "events.sweep" not in second.words()
    first.kill()
    eventually(lambda: leads(second) and "events.sweep" in second.words(), True, within=20)
