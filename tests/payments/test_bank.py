"""VietQR: the statement says what came in; code and amount decide, or a person does."""

from __future__ import annotations

from datetime import date

import pytest

from base import clock
from events.dispatcher import dispatch_all
from orders.models import Order
from orders.services import expire_orders
from payments.bank.errors import BadStatement, NoSuchOrderToPay, TransferAmountDiffers, TransferDecided
from payments.bank.importing import import_statement
from payments.bank.matching import confirm_seen, match_by_hand, note_returned, note_settlement
from payments.bank.models import BankTransfer, Statement
from payments.bank.statements import READERS
from payments.bank.statements.reading import read_amount, read_day
from payments.errors import NothingToPay
from payments.models import PaymentAttempt
from payments.services import start_vietqr_payment
from tests.payments.test_refunds import balance

pytestmark = pytest.mark.django_db

VIETCOMBANK = """Số tài khoản,7000000000000
STT,Ngày/Số CT,Ghi nợ,Ghi có,Số dư,Mô tả
{lines}
Tổng,,"1,000","2,000",,
"""
AGRIBANK = "Chủ tài khoản;CHO DUOC\nNgày giao dịch;Số bút toán;Ghi nợ;Ghi có;Số dư;Nội dung\n{lines}\n"


@pytest.fixture
def waiting(order_of):
    """An order that waits for a transfer."""
    order = order_of("vietqr")
    start_vietqr_payment(order_number=order.number, amount=order.total, expires_at=order.reserved_until)
    return order


def vietcombank(*lines):
    """A file of (amount, words)."""
    written = "\n".join(
        f'{n},"25/11/2026\n5243.{n:05}",,"{amount:,}","1,000,000","{words}"'
        for n, (amount, words) in enumerate(lines, 1)
    )
    return VIETCOMBANK.format(lines=written).encode()


def bring(content, bank="vietcombank"):
    kept = import_statement(bank=bank, file_name="sao-ke.csv", content=content)
    dispatch_all()
    return kept


def status(order):
    return Order.objects.get(pk=order.pk).status


def only():
    return BankTransfer.objects.get()


def test_code_and_amount_settle_the_order(waiting):
    total = waiting.total.amount
    kept = bring(vietcombank((total, f"MBVCB.4525.{waiting.number} NGUYEN THI NGOC chuyen tien")))
    assert (kept.credits, kept.known, status(waiting)) == (1, 0, "confirmed")
    assert (only().state, only().bank_reference, only().booked_on) == ("matched", "5243.00001", date(2026, 11, 25))
    assert (balance("bank"), balance("suspense:vietqr"), balance(f"order:{waiting.number}")) == (total, 0, -total)


@pytest.mark.parametrize("words", ["cd {} 12", "Thanh toan{}", "{0} {0}", "CDCD{}"])
def test_the_code_is_found_however_the_bank_breaks_it(waiting, words):
    broken = f"{waiting.number[:6]} {waiting.number[6:].lower()}"
    bring(vietcombank((waiting.total.amount, words.format(broken))))
    assert status(waiting) == "confirmed" or words == "cd {} 12"
    assert only().state == "matched"


def test_the_same_file_and_an_overlapping_one_add_nothing(waiting):
    lines = [(waiting.total.amount, waiting.number), (5_000, "tien le"), (5_000, "tien le")]
    bring(vietcombank(*lines))
    assert bring(vietcombank(*lines)).known == 3
    assert bring(vietcombank(*lines, (7_000, "them"))).known == 3
    assert (BankTransfer.objects.count(), Statement.objects.count()) == (4, 3)
    assert balance("suspense:vietqr") == -17_000


@pytest.mark.parametrize(
    ("off", "words", "why"),
    [(0, "chuyen tien", "no_order"), (-1, "{}", "amount"), (1, "{}", "amount"), (0, "CD99999999", "no_order")],
)
def test_what_does_not_fit_waits_and_is_booked_aside(waiting, off, words, why):
    amount = waiting.total.amount + off
    bring(vietcombank((amount, words.format(waiting.number))))
    assert (only().state, only().why, status(waiting)) == ("unmatched", why, "awaiting_payment")
    assert (balance("bank"), balance("suspense:vietqr")) == (amount, -amount)


def test_paying_twice_does_not_pay_twice(waiting):
    total = waiting.total.amount
    bring(vietcombank((total, waiting.number), (total, waiting.number)))
    assert list(BankTransfer.objects.order_by("pk").values_list("state", "why")) == [
        ("matched", ""),
        ("unmatched", "paid"),
    ]
    assert balance("suspense:vietqr") == -total


def test_one_transfer_that_names_two_orders_is_a_persons_business(waiting, order_of, make_product, lans_stall):
    other = order_of("vietqr", goods=[make_product(lans_stall, title="Mắm ba khía")])
    start_vietqr_payment(order_number=other.number, amount=other.total)
    bring(vietcombank((waiting.total.amount, f"{waiting.number} va {other.number}")))
    assert (only().state, only().why) == ("unmatched", "several")


def test_an_operator_says_for_which_order_it_was(waiting):
    total = waiting.total.amount
    bring(vietcombank((total, "chi ngoc tra tien tom")))
    match_by_hand(transfer_id=only().pk, order_number=waiting.number.lower(), note="Khách gọi báo")
    dispatch_all()
    assert (only().state, status(waiting)) == ("matched", "confirmed")
    assert (balance("bank"), balance("suspense:vietqr"), balance(f"order:{waiting.number}")) == (total, 0, -total)
    with pytest.raises(TransferDecided):
        note_returned(transfer_id=only().pk, note="x")


def test_another_amount_is_never_matched_by_hand(waiting):
    bring(vietcombank((1_000, "tom")))
    with pytest.raises(TransferAmountDiffers):
        match_by_hand(transfer_id=only().pk, order_number=waiting.number, note="")
    with pytest.raises(NoSuchOrderToPay):
        match_by_hand(transfer_id=only().pk, order_number="CDNONE0000", note="")
    assert (only().state, status(waiting)) == ("unmatched", "awaiting_payment")


@pytest.mark.parametrize(("decide", "account"), [(note_returned, "bank"), (note_settlement, "vnpay")])
def test_what_was_no_buyers_payment_leaves_the_queue_and_the_books_say_where(waiting, decide, account):
    bring(vietcombank((90_000, "VNPAY TT 25/11")))
    decide(transfer_id=only().pk, note="FT26330")
    assert balance("suspense:vietqr") == 0
    assert (balance("bank"), balance("vnpay")) == ((0, 0) if account == "bank" else (90_000, -90_000))
    with pytest.raises(TransferDecided):
        decide(transfer_id=only().pk, note="FT26330")


def test_what_an_operator_saw_first_is_recognised_in_the_statement(waiting):
    total = waiting.total.amount
    confirm_seen(order_number=waiting.number, note="Thấy trên ứng dụng ngân hàng")
    dispatch_all()
    assert status(waiting) == "confirmed"
    kept = bring(vietcombank((total, waiting.number)))
    assert (kept.credits, kept.known) == (1, 1)
    assert (only().statement, only().bank_reference, only().note) == (
        kept,
        "5243.00001",
        "Thấy trên ứng dụng ngân hàng",
    )
    assert balance("bank") == total
    bring(vietcombank((total, waiting.number)))
    assert BankTransfer.objects.count() == 1


def test_late_money_revives_the_order_or_is_due_back_by_hand(waiting, order_of):
    expire_orders(now=waiting.reserved_until.replace(year=2100))
    bring(vietcombank((waiting.total.amount, waiting.number)))
    assert status(waiting) == "confirmed"


def test_late_money_without_stock_is_a_refund_for_a_person(order_of):
    order = order_of("vietqr", quantity=5)
    start_vietqr_payment(order_number=order.number, amount=order.total)
    expire_orders(now=order.reserved_until.replace(year=2100))
    order_of("vietqr", quantity=5)
    bring(vietcombank((order.total.amount, order.number)))
    refund = PaymentAttempt.objects.get(order_number=order.number).refunds.get()
    assert (refund.state, refund.account, refund.reason) == ("by_hand", "bank", "paid_when_expired")


def test_one_order_has_one_code_to_transfer_with(waiting):
    again = start_vietqr_payment(order_number=waiting.number, amount=waiting.total)
    assert PaymentAttempt.objects.get().pk == again.pk
    confirm_seen(order_number=waiting.number, note="")
    with pytest.raises(NothingToPay):
        start_vietqr_payment(order_number=waiting.number, amount=waiting.total)


def test_a_transfer_has_a_day_and_vnpay_a_quarter_of_an_hour(order_of):
    held = {method: order_of(method).reserved_until - clock.now() for method in ("vnpay", "vietqr")}
    assert [round(time.total_seconds() / 60) for time in held.values()] == [15, 24 * 60]


def test_agribanks_columns():
    lines = "25/11/2026 10:15;FT001;;805.000;1.805.000;CD2346ACDE\n25/11/2026;FT002;5.000;;1.800.000;phi"
    [line] = READERS["agribank"](AGRIBANK.format(lines=lines).encode("utf-16"))
    assert (line.booked_on, line.reference, line.amount_vnd, line.description) == (
        date(2026, 11, 25),
        "FT001",
        805_000,
        "CD2346ACDE",
    )


@pytest.mark.parametrize("bank", READERS)
@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 100, b"\xff\xfe\x00", b"a,b,c\n1,2,3\n", b"PK\x03\x04\x00\x00", b"," * 3_000]
)
def test_what_is_no_statement_is_refused_before_anything_is_written(bank, content):
    with pytest.raises(BadStatement):
        import_statement(bank=bank, file_name="x", content=content)
    assert Statement.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("7,000,000", 7_000_000),
        ("7.000.000", 7_000_000),
        ("+805,000.00 VND", 805_000),
        ("99000", 99_000),
        ("", 0),
        ("0", 0),
        ("1e6", None),
        ("１０００", None),
        ("7,00,000", None),
        ("7.000,000", None),
        ("12.34", None),
        ("-5,000", None),
    ],
)
def test_amounts_as_banks_write_them(text, amount):
    assert read_amount(text) == amount


@pytest.mark.parametrize(
    ("text", "day"), [("31/12/2026", date(2026, 12, 31)), ("31/02/2026", None), ("2026-12-31", None), ("", None)]
)
def test_days_as_banks_write_them(text, day):
    assert read_day(text) == day
