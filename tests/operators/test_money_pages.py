"""The operators' pages of money: refunds, held payments, the bank's account, the comparison with VNPAY."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from base import clock
from base.money import Dong
from events.dispatcher import dispatch_all
from marketplace.audit.models import AuditEntry
from orders.models import Order
from payments.bank.models import BankTransfer, Statement
from payments.models import PaymentAttempt
from payments.providers.outcome import Outcome
from payments.reconciliation.models import Difference
from payments.reconciliation.services import reconcile
from payments.refunds.asking_for import request_refund
from payments.refunds.models import Refund
from payments.services import capture_cash, settle, start_vietqr_payment
from tests.payments.test_bank import vietcombank
from tests.payments.test_reconciliation import HEAD
from tests.storefront.buying.buyer import words
from tests.storefront.buying.gateway import start

pytestmark = pytest.mark.django_db
DESK = "/dieu-hanh/"


@pytest.fixture
def refund(db):
    """Cash that has to go back over the counter."""
    capture_cash(order_number="CDFAIR0001", amount=Dong(120_000), till="fair:1")
    return request_refund(order_number="CDFAIR0001", amount=Dong(20_000), reason="cancelled", request_key="k")


def say(answer):
    return words(answer)


@pytest.mark.parametrize("page", ["hoan-tien/", "ngan-hang/", "ngan-hang/da-thay/", "doi-soat/"])
def test_only_operators_see_money(page, desk, stranger, minh):
    assert desk.get(DESK + page).status_code == 200
    other = Client()
    assert other.get(DESK + page).status_code == 302
    other.force_login(stranger)
    assert other.get(DESK + page).status_code == 404


def test_a_refund_waits_in_the_work_list_until_somebody_gave_the_money_back(desk, refund):
    assert "Hoàn 20.000 ₫ cho khách" in say(desk.get(DESK))
    assert refund.reference in say(desk.get(DESK + "hoan-tien/"))
    path = f"{DESK}hoan-tien/{refund.reference}/"
    assert "đơn đã trả tiền bị hủy" in say(desk.get(path))
    empty = desk.post(path, {"account": "till:fair:1", "note": ""})
    assert empty.status_code == 422
    assert "Ghi đã làm gì và mã giao dịch" in say(empty)
    assert desk.post(path, {"account": "vnpay", "note": "x"}).status_code == 422
    desk.post(path, {"account": "till:fair:1", "note": "Đưa lại tại quầy"})
    refund.refresh_from_db()
    assert (refund.state, refund.note) == ("completed", "Đưa lại tại quầy")
    assert AuditEntry.objects.get().action == "refund_given"
    assert "Hoàn 20.000 ₫ cho khách" not in say(desk.get(DESK))
    assert desk.post(path, {"account": "till:fair:1", "note": "lần nữa"}).status_code == 200
    assert AuditEntry.objects.count() == 1


def test_an_unanswered_refund_can_be_decided_by_what_vnpays_page_shows(desk, refund):
    Refund.objects.update(state="unknown", call_id="c1")
    path = f"{DESK}hoan-tien/{refund.reference}/"
    assert "đang hỏi VNPAY" in say(desk.get(path))
    assert desk.post(path + "chua-nhan/", {"note": ""}).status_code == 422
    desk.post(path + "chua-nhan/", {"note": "Không thấy ở trang VNPAY"})
    refund.refresh_from_db()
    assert refund.state == "by_hand"
    assert "Gửi lại VNPAY" in say(desk.get(path))
    desk.post(path + "gui-lai/")
    refund.refresh_from_db()
    assert (refund.state, refund.call_id != "c1") == ("waiting", True)


@pytest.mark.parametrize(
    ("state", "decision", "status"),
    [
        ("suspected", "nhan", "confirmed"),
        ("suspected", "tra-lai", "awaiting_payment"),
        ("reversed", "dong", "awaiting_payment"),
    ],
)
def test_held_money_is_decided_on_its_page(desk, order_of, state, decision, status):
    order = order_of("vnpay")
    attempt = start(order)
    settle(reference=attempt.reference, outcome=Outcome(state, attempt.amount_vnd, "14000001", "07"))
    path = f"{DESK}tien-giu/{attempt.pk}/"
    assert path in desk.get(DESK).content.decode()
    assert f"{path}{decision}/" in desk.get(path).content.decode()
    assert "Không đổi lại được." in say(desk.get(f"{path}{decision}/"))
    desk.post(f"{path}{decision}/")
    dispatch_all()
    assert Order.objects.get().status == status
    assert AuditEntry.objects.get().detail["decision"] == decision
    assert "đã được quyết định" in say(desk.get(path))
    assert desk.get(f"{path}khac/").status_code == 404


def test_asking_vnpay_again_shows_its_words_and_changes_nothing(desk, order_of, settings):
    settings.VNPAY_API_URL = "http://127.0.0.1:9/"
    attempt = start(order_of("vnpay"))
    settle(reference=attempt.reference, outcome=Outcome("suspected", attempt.amount_vnd, "14000001", "07"))
    assert "VNPAY chưa trả lời" in say(desk.post(f"{DESK}tien-giu/{attempt.pk}/hoi/"))
    attempt.refresh_from_db()
    assert attempt.state == "held"


def file(content, name="sao-ke.csv"):
    return SimpleUploadedFile(name, content, "text/csv")


def test_a_statement_is_brought_and_what_it_does_not_explain_is_dealt_with(desk, order_of):
    order = order_of("vietqr")
    start_vietqr_payment(order_number=order.number, amount=order.total)
    total = order.total.amount
    content = vietcombank((total, "chi ngoc"), (90_000, "VNPAY TT"), (5_000, "nham"))
    desk.post(DESK + "ngan-hang/", {"bank": "vietcombank", "file": file(content)})
    assert Statement.objects.count() == 1
    page = say(desk.get(DESK + "ngan-hang/"))
    assert "chi ngoc" in page
    assert "90.000 ₫ chuyển vào chưa khớp đơn" in say(desk.get(DESK))
    own, vnpays, stray = BankTransfer.objects.order_by("pk")
    path = f"{DESK}ngan-hang/{own.pk}/"
    assert desk.post(path, {"order_number": "x", "note": "n"}).status_code == 422
    wrong = desk.post(f"{DESK}ngan-hang/{stray.pk}/", {"order_number": order.number, "note": "n"})
    assert "Số tiền không khớp" in say(wrong)
    desk.post(path, {"order_number": order.number.lower(), "note": "Khách gọi"})
    desk.post(f"{DESK}ngan-hang/{vnpays.pk}/cong-chuyen-ve/", {"note": "ngày 25/11"})
    desk.post(f"{DESK}ngan-hang/{stray.pk}/chuyen-tra/", {"note": "FT1"})
    dispatch_all()
    assert list(BankTransfer.objects.order_by("pk").values_list("state", flat=True)) == [
        "matched",
        "settlement",
        "returned",
    ]
    assert Order.objects.get().status == "confirmed"
    assert order.number in say(desk.get(path))


@pytest.mark.parametrize("content", [b"", b"x,y\n1,2\n", b"\x89PNG\r\n", b"a" * (2 * 1024 * 1024 + 1)])
def test_a_file_that_is_no_statement_is_refused_beside_the_field(desk, content):
    answer = desk.post(DESK + "ngan-hang/", {"bank": "agribank", "file": file(content)})
    assert (answer.status_code, Statement.objects.count()) == (422, 0)
    assert 'aria-invalid="true"' in answer.content.decode()


def test_money_that_an_operator_saw_confirms_the_order(desk, order_of):
    order = order_of("vietqr")
    start_vietqr_payment(order_number=order.number, amount=order.total)
    path = DESK + "ngan-hang/da-thay/"
    assert order.number in say(desk.get(path, {"don": order.number}))
    assert "đang chờ chuyển khoản" in say(desk.post(path, {"order_number": "CDNONE0000", "note": "n"}))
    desk.post(path, {"order_number": order.number, "note": "Thấy trên ứng dụng"})
    dispatch_all()
    assert PaymentAttempt.objects.get().state == "captured"


def test_a_difference_is_shown_and_closed_with_a_note(desk):
    day = clock.market_day(clock.now())
    content = f"{HEAD}CDX-1,14000001,01,10000000,{day:%Y%m%d}101500\n"
    sent = desk.post(DESK + "doi-soat/", {"day": day.isoformat(), "file": file(content.encode(), "vnpay.csv")})
    assert sent.status_code == 302
    page = say(desk.get(DESK + "doi-soat/"))
    assert "Cổng nói đã thu, sổ của chợ chưa ghi" in page
    found = Difference.objects.get()
    path = f"{DESK}doi-soat/chenh-lech/{found.pk}/"
    assert desk.post(path, {"note": ""}).status_code == 422
    desk.post(path, {"note": "VNPAY đã đảo"})
    assert "Không có chênh lệch nào" in say(desk.get(DESK + "doi-soat/"))
    assert "VNPAY đã đảo" in say(desk.get(path))


def test_a_wrong_file_and_a_silent_gateway_are_said_in_words(desk, settings):
    day = clock.market_day(clock.now())
    wrong = desk.post(DESK + "doi-soat/", {"day": day.isoformat(), "file": file(b"a,b\n1,2\n")})
    assert "Không đọc được tệp đối soát" in say(wrong)
    reconcile(day=day, content=HEAD)
    settings.VNPAY_SETTLEMENT_URL = "http://127.0.0.1:9/"
    answer = desk.post(f"{DESK}doi-soat/{day.isoformat()}/lay-tep/", follow=True)
    assert "Chưa lấy được tệp đối soát" in say(answer)
    assert desk.post(f"{DESK}doi-soat/hom-nay/lay-tep/").status_code == 302
