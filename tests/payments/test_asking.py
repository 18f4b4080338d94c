"""No notice comes: querydr settles what was paid, and nothing that it cannot prove."""

from __future__ import annotations

from datetime import timedelta

import pytest

from base import clock
from events.dispatcher import dispatch_all
from events.models import RecordedEvent
from orders.models import Order
from orders.services import expire_orders
from payments.asking import BACK_OFF, next_question
from payments.ledger.models import Entry
from payments.models import PaymentAttempt
from payments.providers.vnpay.simulator.models import FaultSwitch, Transaction
from payments.refunds.calling import carry_out_refunds
from payments.services import ask_about_payments
from tests.payments.vnpay_side import fault, open_page, press

pytestmark = pytest.mark.django_db(transaction=True)

ORDERS = 12
TICK = timedelta(seconds=20)


def everything():
    asked = ("ask_at", "times_asked")
    attempts = [
        {name: value for name, value in row.items() if name not in asked} for row in PaymentAttempt.objects.values()
    ]
    return attempts, Entry.objects.count(), RecordedEvent.objects.count()


def live_through(start, minutes, presses):
    """Let the clock run: buyers press when their minute has come, the job asks at each tick."""
    moment = start
    while moment <= start + timedelta(minutes=minutes):
        with clock.at(moment):
            for press_at, page, choice in [one for one in presses if one[0] <= moment]:
                press(page, choice, at=press_at)
            presses = [one for one in presses if one[0] > moment]
            ask_about_payments(now=moment)
        moment += TICK


def test_with_every_notice_dropped_each_paid_order_is_settled_within_fifteen_minutes(vnpay):
    start, presses, wanted = clock.now(), [], {}
    for number in range(ORDERS):
        attempt, page = open_page(f"CDDROP{number:04}", 50_000 + number, at=start)
        choice = ("success", "success", "cancel", "none")[number % 4]
        wanted[attempt.reference] = {"success": "captured", "cancel": "failed", "none": "started"}[choice]
        if choice != "none":
            # From the first minute to the last one of the page.
            presses.append((start + timedelta(seconds=30 + number * 75), page, choice))
    live_through(start, 30, presses)
    states = dict(PaymentAttempt.objects.values_list("reference", "state"))
    assert states == wanted
    for attempt in PaymentAttempt.objects.filter(state="captured"):
        paid_at = Transaction.objects.get(txn_ref=attempt.reference).decided_at
        assert timedelta(0) <= attempt.settled_at - paid_at <= timedelta(minutes=15)
        assert attempt.paid_at == paid_at.replace(microsecond=0)
    assert Entry.objects.count() == sum(state == "captured" for state in wanted.values())


@pytest.mark.parametrize("trouble", [FaultSwitch.GARBAGE, FaultSwitch.DOWN])
def test_garbage_and_silence_change_nothing_and_are_asked_again(vnpay, trouble):
    start = clock.now()
    attempt, page = open_page("CDDROP0001", 50_000, at=start)
    press(page)
    fault(api_fault=trouble)
    before = everything()
    live_through(start, 5, [])
    assert everything() == before
    attempt.refresh_from_db()
    assert attempt.times_asked == 4
    fault(api_fault="")
    live_through(start + timedelta(minutes=5), 5, [])
    attempt.refresh_from_db()
    assert attempt.state == "captured"


def test_pauses_grow_and_end():
    now = clock.now()
    pauses = [next_question(asked, now) for asked in range(1, len(BACK_OFF) + 2)]
    assert pauses[-1] is None
    assert pauses[:-1] == sorted(pauses[:-1])


def test_money_that_comes_after_the_goods_are_gone_is_called_back_within_a_minute(vnpay, order_of, product):
    order = order_of("vnpay", quantity=5)
    attempt, page = open_page(order.number, order.total.amount)
    late = order.reserved_until + timedelta(minutes=1)
    press(page, at=order.reserved_until - timedelta(seconds=1))
    with clock.at(late):
        expire_orders(now=late)
        order_of("vnpay", quantity=5)
        ask_about_payments(now=late)
        dispatch_all()
    known = RecordedEvent.objects.get(name="PaymentCaptured").occurred_at
    with clock.at(late + timedelta(seconds=10)):
        carry_out_refunds(now=clock.now())
    refund = attempt.refunds.get()
    assert (Order.objects.get(pk=order.pk).status, refund.reason) == ("expired", "paid_when_expired")
    assert (refund.state, refund.amount_vnd) == ("sent", order.total.amount)
    assert refund.sent_at - known <= timedelta(minutes=1)


def test_a_second_payment_of_one_order_goes_back_and_confirms_nothing_twice(vnpay, order_of):
    order = order_of("vnpay")
    tries = [open_page(order.number, order.total.amount) for _ in range(2)]
    for _, page in tries:
        press(page)
    ask_about_payments(now=clock.now() + timedelta(minutes=2))
    dispatch_all()
    assert sorted(PaymentAttempt.objects.values_list("state", flat=True)) == ["captured", "surplus"]
    surplus = PaymentAttempt.objects.get(state="surplus")
    assert (surplus.refunds.get().reason, surplus.refunded_vnd) == ("paid_twice", surplus.amount_vnd)
    assert RecordedEvent.objects.filter(name="PaymentCaptured").count() == 1
    assert RecordedEvent.objects.filter(name="OrderConfirmed").count() == 1
