"""Money that VNPAY held back: nothing ships until a person decides."""

from __future__ import annotations

import pytest

from events.dispatcher import dispatch_all
from orders.models import Order
from payments.errors import NotHeld
from payments.ledger.models import Entry
from payments.models import PaymentAttempt
from payments.providers.outcome import Outcome
from payments.services import close_held, give_back_held, release_held, settle
from tests.storefront.buying.gateway import start

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(order_of):
    """Hold an order's payment: held("suspected")."""

    def hold(state, amount_off=0):
        attempt = start(order_of("vnpay"))
        outcome = Outcome(state, attempt.amount_vnd + amount_off, "14000001", "07" if state == "suspected" else "00")
        settle(reference=attempt.reference, outcome=outcome)
        dispatch_all()
        return PaymentAttempt.objects.get(pk=attempt.pk)

    return hold


def order_status():
    dispatch_all()
    return Order.objects.get().status


@pytest.mark.parametrize(
    ("state", "off", "reason"),
    [("suspected", 0, "suspected"), ("reversed", 0, "reversed"), ("captured", 1, "amount")],
)
def test_what_is_held_books_and_ships_nothing(held, state, off, reason):
    attempt = held(state, off)
    assert (attempt.state, attempt.hold_reason) == ("held", reason)
    assert (Entry.objects.count(), order_status()) == (0, "awaiting_payment")


def test_released_money_counts_as_any_other(held):
    attempt = held("suspected")
    release_held(reference=attempt.reference)
    assert (Entry.objects.count(), order_status()) == (1, "confirmed")
    with pytest.raises(NotHeld):
        give_back_held(reference=attempt.reference)


def test_money_that_is_not_taken_goes_back_and_its_order_is_not_confirmed(held):
    attempt = held("suspected")
    give_back_held(reference=attempt.reference)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.refunded_vnd) == ("surplus", attempt.amount_vnd)
    assert (attempt.refunds.get().reason, order_status()) == ("suspected", "awaiting_payment")
    with pytest.raises(NotHeld):
        release_held(reference=attempt.reference)


@pytest.mark.parametrize(("state", "off"), [("reversed", 0), ("captured", 1)])
def test_what_is_not_with_us_can_only_be_closed(held, state, off):
    attempt = held(state, off)
    for decision in (release_held, give_back_held):
        with pytest.raises(NotHeld):
            decision(reference=attempt.reference)
    close_held(reference=attempt.reference)
    attempt.refresh_from_db()
    assert (attempt.state, Entry.objects.count(), order_status()) == ("failed", 0, "awaiting_payment")
