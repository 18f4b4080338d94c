"""Whatever arrives at VNPAY's address: the code VNPAY expects, HTTP 200, and the call kept for the audit."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import pytest
from django.test import Client

from payments.ledger.models import Entry
from payments.models import GatewayNotice, PaymentAttempt
from payments.providers.vnpay import signing
from tests.payments.vnpay_side import open_page
from tests.storefront.buying.gateway import notice

pytestmark = pytest.mark.django_db

IPN = "/thanh-toan/vnpay/ipn"


@pytest.fixture
def attempt(db):
    return open_page("CDBADIN001", 100_000)[0]


def call(query, **more):
    answer = Client().get(f"{IPN}?{query}", **more)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    return answer.json()["RspCode"]


def signed(attempt, **changes):
    """A notice changed and then signed with our own secret: only its content is wrong."""
    return urlencode(notice(attempt, **changes))


def kept():
    return GatewayNotice.objects.latest("pk")


def kept_field(name):
    """As it came: the audit is about what was sent, not about what we made of it."""
    return dict(parse_qsl(kept().query, keep_blank_values=True))[name]


def untouched():
    assert (PaymentAttempt.objects.get().state, Entry.objects.count()) == ("started", 0)


@pytest.mark.parametrize(
    "amount",
    [
        "1e7",
        "10000000.0",
        "１００００００００",
        "+10000000",
        " 10000000",
        "1_000_000",
        "-1",
        "mười triệu",
        "9" * 13,
        "0x989680",
        "10000000\x00",
        "\x0010000000",
    ],
)
def test_an_amount_that_is_no_whole_number_is_invalid(attempt, amount):
    assert call(signed(attempt, vnp_Amount=amount)) == "04"
    assert (kept().answer, kept_field("vnp_Amount")) == ("04", amount)
    untouched()


@pytest.mark.parametrize("amount", ["10000001", "10000100", "1", "999999999900"])
def test_another_amount_than_was_asked_for_is_invalid(attempt, amount):
    assert call(signed(attempt, vnp_Amount=amount)) == "04"
    assert (kept().answer, kept_field("vnp_Amount")) == ("04", amount)
    untouched()


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("vnp_TmnCode", "OTHERSHP", "01"),
        ("vnp_TmnCode", "", "01"),
        ("vnp_CurrCode", "USD", "04"),
        ("vnp_TxnRef", "K" * 9_000, "01"),
        ("vnp_TxnRef", "CD\x00BAD", "01"),
        ("vnp_TxnRef", "CDUNKNOWN-1", "01"),
        ("vnp_TxnRef", "' OR 1=1 --", "01"),
        ("vnp_OrderInfo", "x" * 9_000, "00"),
        ("vnp_ResponseCode", "００", "99"),
        ("vnp_TransactionStatus", "0", "99"),
        ("vnp_TransactionNo", "\x00", "00"),
        ("vnp_BankCode", "🦐" * 400, "00"),
    ],
)
def test_signed_nonsense_gets_the_code_that_fits_its_field(attempt, field, value, code):
    assert call(signed(attempt, **{field: value})) == code
    assert (kept().answer, kept_field(field)) == (code, value)
    assert "\x00" not in kept().query
    if code != "00":
        untouched()


@pytest.mark.parametrize("doubled", ["vnp_Amount=10000000", "vnp_TxnRef=other", "vnp_SecureHash=0"])
def test_a_doubled_parameter_counts_as_not_signed(attempt, doubled):
    assert call(f"{signed(attempt)}&{doubled}") == "97"
    assert doubled.partition("=")[0] in kept().query
    untouched()


@pytest.mark.parametrize("secret", ["", "somebody else's"])
def test_another_secret_is_not_ours(attempt, secret):
    fields = notice(attempt)
    fields.pop(signing.SIGNATURE)
    query = "&".join(f"{name}={value}" for name, value in fields.items())
    forged = f"{query}&{signing.SIGNATURE}={signing.sign(fields, secret or 'x')}"
    assert call(forged.replace(" ", "+")) == "97"
    untouched()


@pytest.mark.parametrize("query", ["a=1&" * 1_500, "%00=%00", "vnp_Amount=%ED%A0%80", "=&=&=", "%"])
def test_even_what_cannot_be_read_is_kept(attempt, query):
    assert call(query) in ("97", "99")
    assert GatewayNotice.objects.count() == 1
    assert kept().answer in ("97", "99")
    untouched()


def test_the_address_is_a_signal_and_no_gate(attempt, settings, caplog):
    settings.VNPAY_ADDRESSES = ["113.160.92.202"]
    assert call(signed(attempt), REMOTE_ADDR="203.0.113.9") == "00"
    assert kept().listed_address is False
    assert "203.0.113.9, which VNPAY does not name" in caplog.text
    assert call(signed(attempt), REMOTE_ADDR="113.160.92.202") == "02"
    assert kept().listed_address is True
    settings.VNPAY_ADDRESSES = []
    call(signed(attempt))
    assert kept().listed_address is None
