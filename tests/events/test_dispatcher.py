"""Order, tries, parking and replay, seen from one process."""

from datetime import timedelta

import pytest

from base import clock
from base.errors import FinalFailure
from events import dispatcher
from events.claiming import LEASE, MOST_ATTEMPTS, adopt, claim, due, park_lost
from events.models import Delivery

pytestmark = pytest.mark.django_db

State = Delivery.State


@pytest.fixture
def heard(subscribe):
    """What the one subscriber heard, as (aggregate, sequence)."""
    told = []
    subscribe(listen=lambda envelope: told.append((envelope.event.counter, envelope.sequence)))
    return told


def later(seconds):
    return clock.at(clock.now() + timedelta(seconds=seconds))


def fail(envelope):
    raise ValueError("no")


def try_all(times):
    """So many rounds, each after the longest back-off."""
    for turn in range(times):
        with later(1000 * (turn + 1)):
            dispatcher.dispatch_due()


def test_history_is_not_read_to_find_what_is_due(db):
    plan = due(now=clock.now(), queues=["default"]).explain()
    assert "delivery_open" in plan
    assert "SCAN events_delivery" not in plan


def test_a_hint_delivers_what_waited_behind_it(heard, happen):
    first = happen().deliveries.get()
    happen()
    happen()
    dispatcher.deliver_hinted(delivery_ids=[first.pk])
    assert heard == [(1, 1), (1, 2), (1, 3)]


def test_a_hint_that_comes_too_early_delivers_nothing(heard, happen):
    happen()
    second = happen().deliveries.get()
    dispatcher.deliver_hinted(delivery_ids=[second.pk])
    assert heard == []


def test_a_worker_that_had_enough_leaves_the_rest_to_others(heard, happen, monkeypatch):
    monkeypatch.setattr(dispatcher, "ENOUGH", -1.0)
    dispatcher.deliver_hinted(delivery_ids=[happen().deliveries.get().pk])
    assert heard == []
    assert dispatcher.dispatch_all() == 1


def test_the_fifth_failure_parks_with_the_reason_and_holds_its_own_aggregate_only(subscribe, happen):
    told = []
    subscribe(choke=lambda e: fail(e) if e.event.manner == "poisonous" else told.append(e.event.counter))
    poison = happen(1, "poisonous").deliveries.get()
    happen(1)
    happen(2)
    try_all(MOST_ATTEMPTS)
    poison.refresh_from_db()
    assert (poison.state, poison.attempts, poison.trouble) == (State.PARKED, 5, "ValueError: no")
    assert told == [2]


def test_what_never_can_work_is_parked_at_once(subscribe, happen):
    def refuse(envelope):
        raise FinalFailure("never")

    subscribe(refuse=refuse)
    happen()
    dispatcher.dispatch_all()
    assert Delivery.objects.get().state == State.PARKED


def test_replaying_gives_another_five_tries(subscribe, happen):
    told = []
    subscribe(choke=fail)
    delivery = happen().deliveries.get()
    happen()
    try_all(MOST_ATTEMPTS)
    subscribe(choke=lambda e: told.append(e.sequence))
    assert dispatcher.replay_parked(delivery_id=delivery.pk)
    assert not dispatcher.replay_parked(delivery_id=delivery.pk)
    dispatcher.dispatch_all()
    assert told == [1, 2]


def test_a_claim_is_had_once_until_its_lease_ends(heard, happen):
    happen()
    first, second = due(now=clock.now()).get(), due(now=clock.now()).get()
    assert claim(first)
    assert not claim(second)
    assert not due(now=clock.now()).exists()
    with later(LEASE.total_seconds() + 1):
        third = due(now=clock.now()).get()
        assert not claim(second), "found before the first try"
        assert claim(third)
    assert (third.attempts, first.claimed_by != third.claimed_by) == (2, True)


def test_what_ends_its_worker_five_times_is_parked(heard, happen):
    delivery = happen().deliveries.get()
    for turn in range(MOST_ATTEMPTS):
        with later((LEASE.total_seconds() + 1) * turn):
            assert claim(due(now=clock.now()).get())
            assert park_lost(now=clock.now()) == 0
    with later((LEASE.total_seconds() + 1) * MOST_ATTEMPTS):
        assert not due(now=clock.now()).exists()
        assert park_lost(now=clock.now()) == 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.trouble[:10]) == (State.PARKED, "WorkerLost")


def test_a_worker_whose_claim_was_taken_over_undoes_its_work(subscribe, happen):
    def too_slow(envelope):
        happen(99)
        # Meanwhile the lease has run out and somebody else claims.
        Delivery.objects.filter(pk=envelope.delivery_id).update(claimed_by="another", state=State.CLAIMED)

    subscribe(too_slow=dispatcher_outside(too_slow))
    delivery = happen().deliveries.get()
    assert not dispatcher.deliver(delivery)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.claimed_by) == (State.CLAIMED, "another")


def dispatcher_outside(handler):
    from events.wiring import outside_call

    return outside_call(handler)


def test_deliveries_of_a_queue_that_nobody_serves_are_adopted(heard, happen):
    happen()
    Delivery.objects.update(queue="given-up")
    assert adopt() == 1
    assert due(now=clock.now(), queues=["default"]).count() == 1
