"""Giving money back: never more than was paid, never twice, and nothing booked before it is certain."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from base import clock
from base.money import Dong
from events.models import RecordedEvent
from payments.ledger.models import Leg
from payments.models import PaymentAttempt
from payments.providers.outcome import Outcome
from payments.providers.vnpay.simulator.models import FaultSwitch, Transaction
from payments.providers.vnpay.simulator.models import Refund as GivenBack
from payments.refunds.asking_for import request_refund
from payments.refunds.calling import carry_out_refunds
from payments.refunds.errors import RefundDecided, RefundExceedsPaid
from payments.refunds.models import Refund
from payments.refunds.settling import call_again, complete_by_hand, hand_over_to_person, settle_refund
from payments.services import capture_cash, settle
from payments.services.collecting import note_collected
from tests.payments.vnpay_side import fault, open_page

pytestmark = pytest.mark.django_db


def ask_back(attempt, amount, key="k1"):
    return request_refund(order_number=attempt.order_number, amount=Dong(amount), reason="cancelled", request_key=key)


def balance(account):
    legs = Leg.objects.filter(account__code=account)
    return sum(leg.debit_vnd - leg.credit_vnd for leg in legs)


def refund_events():
    named = RecordedEvent.objects.filter(name__startswith="Refund").order_by("position")
    return list(named.values_list("name", flat=True))


def later(**much):
    return clock.now() + timedelta(**much)


@pytest.fixture
def captured(db):
    """A payment of 100 000 that came through VNPAY, told without a network."""
    attempt, _ = open_page("CDHAND0001", 100_000)
    settle(reference=attempt.reference, outcome=Outcome("captured", 100_000, "14000001", "00"))
    return PaymentAttempt.objects.get(pk=attempt.pk)


def test_the_database_counts_and_refuses_what_exceeds_the_payment(captured):
    ask_back(captured, 60_000)
    captured.refresh_from_db()
    assert captured.refunded_vnd == 60_000
    with pytest.raises(RefundExceedsPaid) as refused:
        ask_back(captured, 40_001, "k2")
    assert refused.value.data["left_vnd"] == 40_000
    ask_back(captured, 40_000, "k3")
    captured.refresh_from_db()
    assert (captured.refunded_vnd, Refund.objects.count()) == (100_000, 2)


def test_a_row_put_in_behind_our_back_is_refused_too(captured):
    known = ask_back(captured, 60_000)
    row = Refund.objects.filter(pk=known.pk).values().get()
    row |= {"id": None, "reference": "HTRAW", "request_key": "raw", "amount_vnd": 50_000}
    with pytest.raises(IntegrityError), transaction.atomic():
        Refund(**row).save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as raw:
        raw.execute("UPDATE payment_refund SET amount_vnd = 1")
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentAttempt.objects.update(refunded_vnd=100_001)


def test_nothing_goes_back_of_a_payment_that_never_came(db):
    attempt, _ = open_page("CDNONE0001", 100_000)
    with pytest.raises(RefundExceedsPaid):
        ask_back(attempt, 1)
    with pytest.raises(RefundExceedsPaid):
        request_refund(order_number=attempt.order_number, amount=Dong(1), reason="x", request_key="k", attempt=attempt)


def test_asking_twice_is_one_refund(captured):
    assert ask_back(captured, 60_000).pk == ask_back(captured, 60_000).pk
    assert refund_events() == ["RefundRequested"]


@pytest.mark.django_db(transaction=True)
def test_a_refund_is_called_then_asked_about_then_booked(paid):
    attempt = paid()
    refund = ask_back(attempt, 60_000)
    assert balance(f"order:{attempt.order_number}") == -100_000
    assert carry_out_refunds(now=clock.now()) == 1
    refund.refresh_from_db()
    given_back = GivenBack.objects.get()
    assert (refund.state, refund.provider_reference) == (Refund.State.SENT, given_back.number)
    assert (given_back.kind, given_back.amount_vnd) == ("03", 60_000)
    assert (refund_events(), balance("vnpay")) == (["RefundRequested"], 100_000)
    assert carry_out_refunds(now=clock.now()) == 0
    assert carry_out_refunds(now=later(minutes=2)) == 1
    refund.refresh_from_db()
    assert refund.state == Refund.State.COMPLETED
    assert refund_events() == ["RefundRequested", "RefundCompleted"]
    assert (balance("vnpay"), balance(f"order:{attempt.order_number}")) == (40_000, -40_000)
    assert carry_out_refunds(now=later(days=2)) == 0


@pytest.mark.django_db(transaction=True)
def test_all_of_it_at_once_is_a_full_refund_for_vnpay(paid):
    ask_back(paid(), 100_000)
    carry_out_refunds(now=clock.now())
    assert GivenBack.objects.get().kind == "02"


@pytest.mark.django_db(transaction=True)
def test_an_unanswered_call_stays_unknown_until_querydr_says(paid):
    refund = ask_back(paid(), 100_000)
    fault(api_fault=FaultSwitch.GARBAGE)
    carry_out_refunds(now=clock.now())
    carry_out_refunds(now=later(minutes=2))
    refund.refresh_from_db()
    assert refund.state == Refund.State.UNKNOWN
    assert (GivenBack.objects.count(), balance("vnpay"), refund_events()) == (1, 100_000, ["RefundRequested"])
    fault(api_fault="")
    carry_out_refunds(now=later(minutes=10))
    refund.refresh_from_db()
    assert refund.state == Refund.State.COMPLETED
    assert refund.provider_reference == GivenBack.objects.get().number
    assert (GivenBack.objects.count(), balance("vnpay")) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_a_call_that_never_arrived_is_repeated_with_its_own_id(paid):
    refund = ask_back(paid(), 100_000)
    fault(api_fault=FaultSwitch.DOWN)
    carry_out_refunds(now=clock.now())
    refund.refresh_from_db()
    assert (refund.state, GivenBack.objects.count()) == (Refund.State.UNKNOWN, 0)
    fault(api_fault="")
    with clock.at(max(refund.sent_at, refund.ask_at)):
        carry_out_refunds(now=clock.now())
    assert GivenBack.objects.get().request_id == refund.call_id
    refund.refresh_from_db()
    assert refund.state == Refund.State.SENT


@pytest.mark.django_db(transaction=True)
def test_on_the_next_day_an_unanswered_call_is_not_repeated(paid):
    refund = ask_back(paid(), 100_000)
    fault(api_fault=FaultSwitch.DOWN)
    carry_out_refunds(now=clock.now())
    fault(api_fault="")
    carry_out_refunds(now=later(days=1))
    refund.refresh_from_db()
    assert (refund.state, GivenBack.objects.count()) == (Refund.State.UNKNOWN, 0)
    hand_over_to_person(reference=refund.reference, note="VNPAY nói chưa nhận")
    complete_by_hand(reference=refund.reference, note="FT26330", account="bank")
    assert (balance("vnpay"), balance("bank")) == (100_000, -100_000)


@pytest.mark.django_db(transaction=True)
def test_the_next_refund_of_a_payment_waits_for_the_one_before(paid):
    attempt = paid()
    ask_back(attempt, 30_000)
    ask_back(attempt, 30_000, "k2")
    fault(api_fault=FaultSwitch.GARBAGE)
    carry_out_refunds(now=clock.now())
    assert (GivenBack.objects.count(), Refund.objects.filter(state=Refund.State.WAITING).count()) == (1, 1)
    fault(api_fault="")
    # The first is found, the second called, then found as well: never is one taken for the other.
    for minutes in (2, 4, 8):
        carry_out_refunds(now=later(minutes=minutes))
    assert set(Refund.objects.values_list("state", flat=True)) == {Refund.State.COMPLETED}
    numbers = set(Refund.objects.values_list("provider_reference", flat=True))
    assert numbers == {given_back.number for given_back in GivenBack.objects.all()}
    assert Transaction.objects.get().refunded_vnd == 60_000


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("answer", "calls"), [(FaultSwitch.REFUSED, 0), (FaultSwitch.LATE_REFUSAL, 1)])
def test_what_vnpay_refuses_is_still_owed_and_a_person_has_to_do_it(paid, answer, calls):
    refund = ask_back(paid(), 100_000)
    fault(refund_answer=answer)
    carry_out_refunds(now=clock.now())
    carry_out_refunds(now=later(minutes=2))
    refund.refresh_from_db()
    assert (refund.state, GivenBack.objects.count()) == (Refund.State.BY_HAND, calls)
    assert refund_events() == ["RefundRequested", "RefundFailed"]
    assert balance("vnpay") == 100_000
    fault()
    FaultSwitch.objects.update(refund_answer="")
    call_again(reference=refund.reference, new_call_id="again1")
    refund.refresh_from_db()
    assert (refund.state, refund.call_id) == (Refund.State.WAITING, "again1")


@pytest.fixture
def refused_late(paid):
    """VNPAY took a refund on and refused it when it was asked; it was called for again, and the answer is lost."""
    refund = ask_back(paid(), 100_000)
    fault(refund_answer=FaultSwitch.LATE_REFUSAL)
    carry_out_refunds(now=clock.now())
    carry_out_refunds(now=later(minutes=2))
    fault(refund_answer="", api_fault=FaultSwitch.GARBAGE)
    call_again(reference=refund.reference, new_call_id="again1")
    return refund


@pytest.mark.django_db(transaction=True)
def test_the_refusal_of_a_call_says_nothing_of_the_next_one(refused_late):
    """Taken for its refusal, a person would give the money back once more."""
    carry_out_refunds(now=later(minutes=3))
    refused_late.refresh_from_db()
    first, second = GivenBack.objects.order_by("pk")
    assert (first.status, second.status, refused_late.state) == ("09", "05", Refund.State.UNKNOWN)
    told = Outcome("failed", 100_000, first.number, "00")
    assert not settle_refund(reference=refused_late.reference, call_id="again1", outcome=told)
    assert not settle_refund(reference=refused_late.reference, call_id=first.request_id, outcome=Outcome("failed"))
    fault(api_fault="")
    carry_out_refunds(now=later(minutes=10))
    refused_late.refresh_from_db()
    assert (refused_late.state, refused_late.provider_reference) == (Refund.State.COMPLETED, second.number)
    assert (balance("vnpay"), Transaction.objects.get().refunded_vnd) == (0, 100_000)


@pytest.mark.django_db(transaction=True)
def test_a_call_after_a_refusal_that_did_not_arrive_is_made_again(refused_late):
    fault(api_fault=FaultSwitch.DOWN)
    carry_out_refunds(now=later(minutes=3))
    fault(api_fault="")
    with clock.at(later(minutes=6)):
        carry_out_refunds(now=clock.now())
    refused_late.refresh_from_db()
    second = GivenBack.objects.latest("pk")
    assert (refused_late.state, second.request_id) == (Refund.State.SENT, "again1")
    assert refused_late.provider_reference == second.number


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome("unknown"),
        Outcome("captured", 60_000, "14000001", "00"),
        Outcome("reversed", 59_999, "15000001", "00"),
        Outcome("suspected", 60_000, "15000001", "07"),
    ],
)
def test_what_does_not_speak_of_the_refund_changes_nothing(captured, outcome):
    refund = ask_back(captured, 60_000)
    Refund.objects.update(state=Refund.State.UNKNOWN)
    assert not settle_refund(reference=refund.reference, call_id=refund.call_id, outcome=outcome)
    refund.refresh_from_db()
    assert (refund.state, balance("vnpay")) == (Refund.State.UNKNOWN, 100_000)


def test_cash_goes_back_out_of_the_till_it_came_into(db):
    capture_cash(order_number="CDFAIR0001", amount=Dong(120_000), till="fair:1")
    refund = ask_back(PaymentAttempt.objects.get(), 20_000)
    assert (refund.state, refund.account) == (Refund.State.BY_HAND, "till:fair:1")
    complete_by_hand(reference=refund.reference, note="Đưa lại khách tại quầy")
    assert (balance("till:fair:1"), balance("order:CDFAIR0001")) == (100_000, -100_000)
    assert RecordedEvent.objects.get(name="RefundCompleted").payload["method"] == "till"
    with pytest.raises(RefundDecided):
        complete_by_hand(reference=refund.reference, note="lần nữa")


def test_what_was_paid_at_the_door_can_go_back_and_no_more(db):
    note_collected(order_number="CDCOD00001", amount=Dong(50_000))
    note_collected(order_number="CDCOD00001", amount=Dong(30_000))
    attempt = PaymentAttempt.objects.get()
    assert attempt.amount_vnd == 80_000
    assert ask_back(attempt, 80_000).account == "bank"
    with pytest.raises(RefundExceedsPaid):
        ask_back(attempt, 1, "k2")
