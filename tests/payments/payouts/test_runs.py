"""Who is paid what, once, and who has to agree to it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from base.errors import Conflict, InvalidInput
from events.models import RecordedEvent
from events.orders import CodCashHandedOver, SaleReturned, SoldLine
from payments.errors import NothingToPayOut, RunDecided, SecondOperatorNeeded, UnreadableFile
from payments.ledger.selectors import balance_of, unbalanced_entries
from payments.payouts.bank_accounts import bank_account_of, give_bank_account, open_account
from payments.payouts.bank_file import bank_file
from payments.payouts.due import preview
from payments.payouts.models import Payout, PayoutItem, PayoutMismatch, PayoutRule, PayoutRun
from payments.payouts.results import read_bank_answer, return_payout, settle_mismatch
from payments.payouts.runs import approve_run, cancel_run, prepare_run
from payments.sales.returns import book_return
from payments.sales.services import book_cash_handed_over
from tests.payments.payouts.conftest import DELIVERED, NOW

pytestmark = pytest.mark.django_db


def pay(tuan, hanh, now=NOW):
    run = prepare_run(operator=tuan, now=now)
    return approve_run(run_id=run.pk, operator=hanh)


def owed(seller):
    return balance_of(f"seller:{seller.pk}")


def test_what_is_due_is_paid_and_the_account_is_cleared(payee, deliver, tuan, hanh):
    deliver(payee, 31, 200_000)
    deliver(payee, 32, 100_000)
    run = pay(tuan, hanh)
    payout = run.payouts.get()
    assert (payout.amount_vnd, payout.state, payout.items.count()) == (286_500, Payout.State.SENT, 2)
    assert (owed(payee), balance_of("bank"), unbalanced_entries()) == (0, -286_500, [])
    assert RecordedEvent.objects.get(name="PayoutSent").payload["amount_vnd"] == 286_500
    with pytest.raises(NothingToPayOut):
        prepare_run(operator=tuan, now=NOW)


def test_the_hold_is_waited_for(payee, deliver, tuan):
    deliver(payee, 31, 200_000, at=DELIVERED + timedelta(seconds=1))
    assert preview(NOW) == []
    with pytest.raises(NothingToPayOut):
        prepare_run(operator=tuan, now=NOW)
    assert not PayoutRun.objects.exists()


def test_less_than_the_threshold_waits_and_adds_up(payee, deliver, tuan, hanh):
    deliver(payee, 31, 40_000)
    assert [one.held_back for one in preview(NOW)] == ["below_threshold"]
    deliver(payee, 32, 40_000)
    assert pay(tuan, hanh).payouts.get().amount_vnd == 2 * 38_200


def test_without_a_bank_account_it_is_said_and_kept(lans_stall, deliver, tuan):
    deliver(lans_stall, 31, 200_000)
    assert [one.held_back for one in preview(NOW)] == ["no_bank_account"]
    with pytest.raises(NothingToPayOut):
        prepare_run(operator=tuan, now=NOW)


def test_cash_that_a_carrier_still_holds_is_not_paid_out(payee, deliver, tuan, hanh):
    deliver(payee, 31, 200_000, payment_method="cod")
    assert preview(NOW) == []
    handed = CodCashHandedOver(31, "CD31", payee.pk, "commune_collector", "market", 200_000)
    book_cash_handed_over(handed=handed, event_id="a", at=NOW)
    assert pay(tuan, hanh).payouts.get().amount_vnd == 191_000


def test_what_a_seller_owes_of_his_own_cash_goes_off_the_next_payout(payee, deliver, tuan, hanh):
    deliver(payee, 31, 200_000, payment_method="cod", carrier="self")
    assert [(one.amount_vnd, one.held_back) for one in preview(NOW)] == [(-9_000, "owes")]
    deliver(payee, 32, 200_000)
    payout = pay(tuan, hanh).payouts.get()
    assert (payout.amount_vnd, payout.items.count(), owed(payee)) == (191_000 - 9_000, 3, 0)


def test_a_return_after_the_payout_goes_off_the_next_one(payee, deliver, tuan, hanh):
    deliver(payee, 31, 200_000)
    pay(tuan, hanh)
    back = SaleReturned(1, 31, "CD31", payee.pk, 100_000, 0, (SoldLine(31, 501, "mat-ong", 1, 100_000),))
    book_return(returned=back, at=NOW)
    assert owed(payee) == -95_500
    deliver(payee, 32, 300_000)
    assert pay(tuan, hanh).payouts.get().amount_vnd == 286_500 - 95_500


def test_a_large_run_needs_another_person(payee, deliver, tuan, hanh):
    PayoutRule.objects.create(
        effective_from=date(2026, 11, 1), hold_days=7, threshold_vnd=0, second_operator_from_vnd=100_000, source="thử"
    )
    deliver(payee, 31, 200_000)
    run = prepare_run(operator=tuan, now=NOW)
    assert run.needs_second
    with pytest.raises(SecondOperatorNeeded):
        approve_run(run_id=run.pk, operator=tuan)
    with pytest.raises(IntegrityError), transaction.atomic():
        PayoutRun.objects.filter(pk=run.pk).update(approved_by=tuan)
    assert approve_run(run_id=run.pk, operator=hanh).state == PayoutRun.State.SENT


def test_a_small_run_may_be_approved_by_who_prepared_it_and_once(payee, deliver, tuan):
    deliver(payee, 31, 200_000)
    run = prepare_run(operator=tuan, now=NOW)
    assert (run.needs_second, owed(payee)) == (False, 191_000)
    approve_run(run_id=run.pk, operator=tuan)
    for decide in (lambda: approve_run(run_id=run.pk, operator=tuan), lambda: cancel_run(run_id=run.pk)):
        with pytest.raises(RunDecided):
            decide()
    assert owed(payee) == 0


def test_a_dropped_run_gives_everything_back(payee, deliver, tuan, hanh):
    deliver(payee, 31, 200_000)
    cancel_run(run_id=prepare_run(operator=tuan, now=NOW).pk)
    assert (owed(payee), PayoutItem.objects.count()) == (191_000, 0)
    assert pay(tuan, hanh).payouts.get().amount_vnd == 191_000


def test_a_leg_is_paid_once_whatever_one_tries(payee, deliver, tuan, hanh):
    deliver(payee, 31, 200_000)
    run = pay(tuan, hanh)
    item = PayoutItem.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        PayoutItem.objects.create(payout=run.payouts.get(), leg=item.leg)


def test_a_returned_transfer_is_owed_again_and_waits_for_another_account(payee, deliver, tuan, hanh):
    deliver(payee, 31, 200_000)
    payout = pay(tuan, hanh).payouts.get()
    return_payout(payout_id=payout.pk, reason="Sai số tài khoản")
    with pytest.raises(Conflict):
        return_payout(payout_id=payout.pk, reason="Sai số tài khoản")
    assert (owed(payee), balance_of("bank"), bank_account_of(payee.pk)) == (191_000, 0, None)
    assert [one.held_back for one in preview(NOW)] == ["no_bank_account"]
    give_bank_account(seller_id=payee.pk, bank_bin="970436", number="0011000999888", holder="THACH THI LAN")
    assert pay(tuan, hanh).payouts.get().amount_vnd == 191_000
    assert (owed(payee), balance_of("bank")) == (0, -191_000)


def test_the_bank_gets_numbers_in_the_clear_and_the_database_keeps_none(payee, deliver, tuan, hanh):
    deliver(payee, 31, 200_000)
    run = pay(tuan, hanh)
    sheet = bank_file(run).splitlines()
    assert sheet[1] == (
        f"1,1903000123456,THACH THI LAN,970405,Agribank,191000,CHO DUOC CHI TIEN CT{run.pk}S{payee.pk},"
        f"CT{run.pk}S{payee.pk}"
    )
    account = bank_account_of(payee.pk)
    assert b"1903000123456" not in bytes(account.sealed_number)
    assert (account.last_digits, open_account(account).number) == ("3456", "1903000123456")


@pytest.mark.parametrize(
    ("field", "value"),
    [("bank_bin", "999999"), ("number", "12 34"), ("number", "'=1+1"), ("holder", "thạch thị lan"), ("holder", "=A1")],
)
def test_an_account_that_cannot_be_right_is_refused(lans_stall, field, value):
    given = {"bank_bin": "970405", "number": "1903000123456", "holder": "THACH THI LAN"} | {field: value}
    with pytest.raises(InvalidInput) as refused:
        give_bank_account(seller_id=lans_stall.pk, **given)
    assert refused.value.fields == {field: "invalid"}


def test_the_banks_answer_is_taken_in_once_and_what_fits_nothing_is_named(payee, deliver, tuan, hanh):
    deliver(payee, 31, 200_000)
    payout = pay(tuan, hanh).payouts.get()
    answer = "\n".join(
        (
            "ma_lenh,so_tien,ket_qua,ly_do",
            f"{payout.reference},191000,thanh_cong,",
            f"{payout.reference},191000,tra_lai,Tài khoản đã đóng",
            f"{payout.reference},191001,tra_lai,",
            "CT9S9,5,thanh_cong,",
            f"{payout.reference},1e5,thanh_cong,",
            f"{payout.reference},191000,thanh_cong,sau khi trả lại",
        )
    )
    for _ in range(2):
        read_bank_answer(content=answer)
    assert owed(payee) == 191_000
    problems = sorted(PayoutMismatch.objects.values_list("problem", flat=True))
    assert problems == ["not_sent", "not_sent", "other_amount", "unknown_reference", "unreadable"]
    with pytest.raises(UnreadableFile):
        read_bank_answer(content="a,b\n1,2")


def test_a_mismatch_is_settled_once_with_a_note(payee, tuan):
    read_bank_answer(content="ma_lenh,so_tien,ket_qua,ly_do\nCT9S9,5,thanh_cong,")
    mismatch = PayoutMismatch.objects.get()
    with pytest.raises(InvalidInput):
        settle_mismatch(mismatch_id=mismatch.pk, note=" ", operator=tuan)
    settle_mismatch(mismatch_id=mismatch.pk, note="Lệnh của hệ thống cũ", operator=tuan)
    with pytest.raises(Conflict):
        settle_mismatch(mismatch_id=mismatch.pk, note="lần nữa", operator=tuan)
