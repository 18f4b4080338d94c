"""Back from VNPAY: the return page shows and changes nothing; the IPN alone changes."""

import pytest

from events.dispatcher import dispatch_all
from events.models import RecordedEvent
from orders.models import Order
from payments.models import Entry, GatewayNotice, PaymentAttempt
from tests.storefront.buying.buyer import words
from tests.storefront.buying.gateway import notice, start

RETURN, IPN = "/thanh-toan/vnpay/tra-ve", "/thanh-toan/vnpay/ipn"


@pytest.fixture
def attempt(order_of):
    return start(order_of("vnpay"))


def everything():
    """All that a return could wrongly change."""
    return (
        list(Order.objects.values()),
        list(PaymentAttempt.objects.values()),
        list(Entry.objects.values()),
        RecordedEvent.objects.count(),
        GatewayNotice.objects.count(),
    )


@pytest.mark.parametrize(("code", "status"), [("00", "00"), ("24", "02"), ("07", "07"), ("00", "01"), ("51", "02")])
def test_the_return_page_changes_nothing(buyer, attempt, code, status):
    dispatch_all()
    before = everything()
    answer = buyer.get(RETURN, data=notice(attempt, code=code, status=status))
    assert answer.status_code == 200
    dispatch_all()
    assert everything() == before


def test_it_never_claims_money_that_is_not_in_the_books(buyer, attempt):
    page = words(buyer.get(RETURN, data=notice(attempt)))
    assert "Đang chờ tiền vào. Đừng chuyển lần nữa." in page
    assert "đã nhận tiền" not in page
    assert "Mở lại trang VNPAY" not in page
    order = Order.objects.get()
    assert f'data-address="/don-hang/{order.number}/{order.token}/"' in page
    buyer.get(IPN, data=notice(attempt))
    dispatch_all()
    assert "Chợ đã nhận tiền của bạn." in words(buyer.get(RETURN, data=notice(attempt)))


def test_it_says_what_vnpay_says_until_our_books_do(buyer, attempt):
    cancelled = notice(attempt, code="24", status="02")
    assert words(buyer.get(RETURN, data=cancelled)).count("Bạn đã hủy lượt thanh toán.") == 1
    buyer.get(IPN, data=cancelled)
    assert words(buyer.get(RETURN, data=cancelled)).count("Bạn đã hủy lượt thanh toán.") == 1


@pytest.mark.parametrize(
    "forged", [{}, {"vnp_SecureHash": "0" * 128}, {"vnp_TxnRef": "CDX"}, {"vnp_Amount": "1"}, {"vnp_TxnRef": "đ🦐"}]
)
def test_an_address_that_vnpay_did_not_sign_opens_no_order(buyer, attempt, forged):
    answer = buyer.get(RETURN, data=notice(attempt) | forged if forged else {})
    assert answer.status_code == 400
    page = words(answer)
    assert "Chợ không đọc được tin này" in page
    assert Order.objects.get().token not in page


def test_a_signed_address_of_an_unknown_try(buyer, attempt):
    assert buyer.get(RETURN, data=notice(attempt, vnp_TxnRef="CDUNKNOWN-1")).status_code == 404


def codes(buyer, data, method="get"):
    answer = getattr(buyer.client, method)(IPN, data)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    return answer.json()["RspCode"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_noted_once_then_noted_before(buyer, attempt, method):
    assert codes(buyer, notice(attempt), method) == "00"
    assert codes(buyer, notice(attempt), method) == "02"
    dispatch_all()
    assert (Order.objects.get().status, Entry.objects.count()) == ("confirmed", 1)


def test_a_failed_try_is_noted_too(buyer, attempt):
    assert codes(buyer, notice(attempt, code="24", status="02")) == "00"
    assert PaymentAttempt.objects.get().state == "failed"
    assert Order.objects.get().status == "awaiting_payment"


def test_unknown_wrong_forged_and_undecided(buyer, attempt):
    assert codes(buyer, notice(attempt, vnp_TxnRef="CDUNKNOWN-1")) == "01"
    assert codes(buyer, notice(attempt, vnp_Amount="100")) == "04"
    assert codes(buyer, notice(attempt) | {"vnp_Amount": "100"}) == "97"
    assert codes(buyer, {}) == "97"
    assert codes(buyer, notice(attempt, status="01")) == "99"
    assert PaymentAttempt.objects.get().state == "started"
    assert Entry.objects.count() == 0


@pytest.mark.parametrize("body", [b"\xff\xfe", b"vnp_TxnRef=" + b"x" * 3_000_000, b"&".join([b"a=1"] * 2000)])
def test_a_body_that_is_no_notice_is_answered_as_well(buyer, attempt, body):
    answer = buyer.client.post(IPN, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert answer.json()["RspCode"] in ("97", "99")


@pytest.mark.parametrize("query", ["vnp_TxnRef=%00", "vnp_Amount=%F0%9F%A6%90", "vnp_SecureHash=%C4%91", "x=1&" * 2000])
def test_a_query_that_is_no_notice_is_answered_as_well(buyer, attempt, query):
    answer = buyer.client.get(f"{IPN}?{query}")
    assert answer.status_code == 200
    assert answer.json()["RspCode"] in ("97", "99")
