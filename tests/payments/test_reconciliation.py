"""VNPAY's file of a day beside our books: each difference is named, once."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
import requests
from django.core.management import CommandError, call_command

from base import clock
from base.money import Dong
from events.models import RecordedEvent
from payments.models import PaymentAttempt
from payments.providers.outcome import Outcome
from payments.providers.vnpay.settlement import BadSettlementFile, read_settlement
from payments.providers.vnpay.simulator.models import FaultSwitch, Transaction
from payments.providers.vnpay.simulator.models import Refund as GivenBack
from payments.providers.vnpay.simulator.services import remember_payment
from payments.providers.vnpay.simulator.settlement import settlement_of
from payments.reconciliation.comparing import compare
from payments.reconciliation.errors import DifferenceClosed
from payments.reconciliation.models import Difference, Reconciliation
from payments.reconciliation.services import close_difference, reconcile, reconcile_yesterday
from payments.refunds.asking_for import request_refund
from payments.refunds.calling import carry_out_refunds
from payments.refunds.settling import call_again, complete_by_hand
from payments.services import settle
from tests.payments.vnpay_side import fault, open_page, press

HEAD = "vnp_TxnRef,vnp_TransactionNo,vnp_TransactionType,vnp_Amount,vnp_PayDate\n"


def today():
    return clock.market_day(clock.now())


def run(**options):
    said = io.StringIO()
    call_command("reconcile_payments", day=today(), stdout=said, **options)
    return said.getvalue().splitlines()


def rows():
    named = Difference.objects.filter(gone_at=None).order_by("kind")
    return list(named.values_list("kind", "reference", "ours_vnd", "theirs_vnd"))


@pytest.fixture
def agreeing(paid):
    """Three payments and a refund that both sides know alike."""
    attempts = [paid(100_000), paid(200_000), paid(300_000)]
    refund = request_refund(
        order_number=attempts[0].order_number, amount=Dong(40_000), reason="cancelled", request_key="k"
    )
    carry_out_refunds(now=clock.now())
    refund.refresh_from_db()
    return attempts


@pytest.mark.django_db(transaction=True)
def test_books_that_agree_have_no_difference(agreeing):
    assert run() == [f"{today()}: 4 rows, 0 differences"]
    kept = Reconciliation.objects.get()
    assert (kept.rows, kept.paid_vnd, kept.refunded_vnd) == (4, 600_000, 40_000)


@pytest.mark.django_db(transaction=True)
def test_exactly_the_four_seeded_differences_are_named_and_naming_them_again_changes_nothing(agreeing):
    first, second, third = agreeing
    # VNPAY took a payment that nobody told us of,
    unheard, page = open_page("CDUNHEARD1", 70_000)
    press(page)
    # does not know of one that we hold for paid,
    Transaction.objects.filter(txn_ref=second.reference).update(status="02")
    # has another amount for a third,
    Transaction.objects.filter(txn_ref=third.reference).update(amount_vnd=299_000)
    # and gave back what we never asked for.
    of_first = Transaction.objects.get(txn_ref=first.reference)
    stray = GivenBack.objects.create(
        transaction=of_first, request_id="stray", day="20261126", kind="03", amount_vnd=5_000, made_at=clock.now()
    )
    wanted = [
        ("amount", third.reference, 300_000, 299_000),
        ("not_in_books", unheard.reference, None, 70_000),
        ("not_in_file", second.reference, 200_000, None),
        ("refund_not_in_books", stray.number, None, 5_000),
    ]
    said = run()
    assert rows() == wanted
    assert len(said) == 5
    assert said[-1].endswith("4 differences")
    before = list(Difference.objects.values()), RecordedEvent.objects.count()
    assert run() == said
    assert (list(Difference.objects.values()), RecordedEvent.objects.count()) == before
    assert RecordedEvent.objects.get(name="DifferencesFound").payload["new"] == 4
    assert PaymentAttempt.objects.get(pk=unheard.pk).state == "started"


def named_on(day):
    return [(one.kind, one.reference) for one in compare(day=day, rows=read_settlement(settlement_of(day)))]


@pytest.mark.django_db(transaction=True)
def test_a_refund_is_looked_for_on_the_day_of_the_call_that_moved_it(paid):
    """Refused on one day and called for again on the next; of another, whose answer was lost, a person saw it there."""
    attempt, other = paid(), paid(70_000)
    now, tomorrow = clock.now(), clock.now() + timedelta(days=1)
    refund, seen = (
        request_refund(
            order_number=one.order_number, amount=Dong(70_000), reason="cancelled", request_key=one.reference
        )
        for one in (attempt, other)
    )
    fault(attempt.reference, refund_answer=FaultSwitch.LATE_REFUSAL)
    fault(other.reference, api_fault=FaultSwitch.GARBAGE)
    with clock.at(now):
        carry_out_refunds(now=now)
        carry_out_refunds(now=now + timedelta(minutes=2))
    fault(attempt.reference, refund_answer="")
    with clock.at(tomorrow):
        call_again(reference=refund.reference, new_call_id="again1")
        carry_out_refunds(now=tomorrow)
        complete_by_hand(reference=seen.reference, note="Thấy ở VNPAY")
    assert {one.state for one in (refund, seen) if one.refresh_from_db() is None} == {"sent", "completed"}
    assert [named_on(clock.market_day(day)) for day in (now, tomorrow)] == [[], []]


@pytest.mark.django_db(transaction=True)
def test_a_difference_that_was_mended_is_gone_and_one_dealt_with_stays_dealt_with(agreeing):
    second = agreeing[1]
    Transaction.objects.filter(txn_ref=second.reference).update(status="02")
    run()
    known = Difference.objects.get()
    close_difference(difference_id=known.pk, note="Đã hỏi VNPAY")
    run()
    known.refresh_from_db()
    assert (known.note, known.gone_at) == ("Đã hỏi VNPAY", None)
    with pytest.raises(DifferenceClosed):
        close_difference(difference_id=known.pk, note="lần nữa")
    Transaction.objects.filter(txn_ref=second.reference).update(status="00")
    run()
    assert rows() == []
    assert Difference.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_yesterday_is_compared_once_by_the_clock(agreeing, vnpay):
    tomorrow = clock.now() + timedelta(days=1)
    assert [reconcile_yesterday(now=tomorrow) for _ in range(2)] == [1, 0]
    assert Reconciliation.objects.get().day == today()


@pytest.mark.django_db
def test_a_file_that_cannot_be_had_is_said_and_nothing_is_written(settings, tmp_path):
    settings.VNPAY_SETTLEMENT_URL = "http://127.0.0.1:9/none"
    assert reconcile_yesterday(now=clock.now()) == 0
    with pytest.raises(CommandError):
        run()
    with pytest.raises(CommandError):
        run(file=tmp_path / "none.csv")
    assert Reconciliation.objects.count() == 0


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("A,1,01,1e7,20261125101500", "vnp_Amount"),
        ("A,1,01,１００,20261125101500", "vnp_Amount"),
        ("A,1,01,10050,20261125101500", "vnp_Amount"),
        ("A,1,04,10000,20261125101500", "vnp_TransactionType"),
        ("A,1,01,10000,20261325101500", "vnp_PayDate"),
        ("A,,01,10000,20261125101500", "vnp_TransactionNo"),
        (f"{'A' * 9_000},1,01,10000,20261125101500", "vnp_TxnRef"),
        ("A\x07B,1,01,10000,20261125101500", "vnp_TxnRef"),
        ("A,1", "vnp_TransactionType"),
    ],
)
def test_a_row_that_cannot_be_read_stops_the_comparison(row, field):
    with pytest.raises(BadSettlementFile) as refused:
        read_settlement(f"{HEAD}GOOD,2,01,10000,20261125101500\n{row}\n")
    assert (refused.value.data["row"], refused.value.data["field"]) == (3, field)


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "{}", "\x00"])
def test_another_file_is_refused(content):
    with pytest.raises(BadSettlementFile):
        read_settlement(content)


@pytest.mark.django_db
def test_a_row_of_another_day_makes_it_the_wrong_file():
    with pytest.raises(BadSettlementFile):
        reconcile(day=today(), content=f"{HEAD}A,1,01,10000,20200101101500\n")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("day", ["", "2026-13-01", "x" * 500, "2026-11-25\x00"])
def test_the_simulator_has_no_file_for_what_is_no_day(vnpay, day):
    assert requests.get(f"{vnpay}/settlement", params={"day": day}, timeout=10).status_code == 400


@pytest.mark.django_db
def test_a_payment_of_the_demos_past_is_in_both_books():
    past = clock.now() - timedelta(days=3)
    attempt, page = open_page("CDPAST0001", 100_000, at=past)
    page.delete()
    with clock.at(past + timedelta(minutes=4)):
        told = remember_payment(
            txn_ref=attempt.reference, amount_vnd=100_000, created_at=attempt.created_at, decided_at=clock.now()
        )
        settle(reference=attempt.reference, outcome=Outcome("captured", 100_000, told.number, "00"))
    day = clock.market_day(past + timedelta(minutes=4))
    assert compare(day=day, rows=read_settlement(settlement_of(day))) == []
    assert len(read_settlement(settlement_of(day))) == 1
