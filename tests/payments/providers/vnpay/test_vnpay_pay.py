"""The pay URL takes what VNPAY takes, and names the field it refuses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from payments.providers.errors import InvalidPaymentRequest, ProviderMisconfigured
from payments.providers.vnpay import signing
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.pay import build_pay_url

MADE = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
RIGHT: dict[str, Any] = {
    "txn_ref": "DH100001-1",
    "amount_vnd": 185_000,
    "order_info": "Thanh toan don DH100001",
    "return_url": "https://cho.camau.example/thanh-toan/vnpay/tra-ve",
    "client_ip": "113.160.92.202",
    "created_at": MADE,
    "expires_at": MADE + timedelta(minutes=15),
}


def params(config: VnpayConfig, **changes: Any) -> dict[str, str]:
    query = urlsplit(build_pay_url(config=config, **(RIGHT | changes))).query
    return {name: values[0] for name, values in parse_qs(query, strict_parsing=True).items()}


def test_times_are_in_gmt7_whatever_the_server(config: VnpayConfig) -> None:
    sent = params(config)
    assert (sent["vnp_CreateDate"], sent["vnp_ExpireDate"]) == ("20261125013000", "20261125014500")
    assert signing.verify(sent, config.hash_secret)


def test_hash_type_is_not_sent_and_bank_only_when_chosen(config: VnpayConfig) -> None:
    assert not {"vnp_SecureHashType", "vnp_BankCode"} & set(params(config))
    assert params(config, bank_code="VNPAYQR")["vnp_BankCode"] == "VNPAYQR"


def test_largest_amount_fills_twelve_digits(config: VnpayConfig) -> None:
    assert params(config, amount_vnd=9_999_999_999)["vnp_Amount"] == "999999999900"


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("::1", "0000:0000:0000:0000:0000:0000:0000:0001"),
        ("2001:ee0:4f7a::12", "2001:ee0:4f7a::12"),
        ("fe80::1%eth0", "fe80::1"),
        ("1.1.1.1", "1.1.1.1"),
    ],
)
def test_addresses_have_vnpays_length(config: VnpayConfig, given: str, sent: str) -> None:
    assert params(config, client_ip=given)["vnp_IpAddr"] == sent


WRONG = [
    *(("amount_vnd", amount) for amount in (0, -1, 10_000_000_000, 10**15, 1.5, "10000", True, None)),
    *(("txn_ref", ref) for ref in ("", "a" * 101, "DH 1", "DH1\n", "ĐH1", "DH~1", "DH(1)", "DH\x00", "DH１")),
    *(
        ("order_info", words)
        for words in ("", "a" * 256, "Mắm ba khía", "don :5", "don*", "don'1", "don!", "a\x00b", "don\n")
    ),
    *(
        ("return_url", url)
        for url in ("", "/tra-ve", "javascript:alert(1)//", "http://[bad/", "http://a.vn/" + "a" * 250)
    ),
    *(("client_ip", ip) for ip in ("", "unknown", "1.2.3", "1.2.3.4, 5.6.7.8", "::1; x")),
    *(("bank_code", bank) for bank in ("NC", "N" * 21, "VN PAY", "ＮＣＢ")),
    ("locale", "km"),
    ("expires_at", MADE),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_what_vnpay_would_not_take_is_refused_by_name(config: VnpayConfig, field: str, value: Any) -> None:
    with pytest.raises(InvalidPaymentRequest) as refusal:
        params(config, **{field: value})
    assert refusal.value.field == field


def test_naive_times_are_refused(config: VnpayConfig) -> None:
    bare = MADE.replace(tzinfo=None)
    with pytest.raises(InvalidPaymentRequest):
        params(config, created_at=bare, expires_at=bare + timedelta(minutes=15))


@pytest.mark.parametrize(("tmn_code", "secret"), [("SHORT", "x"), ("CAMAUDT1", ""), ("ＣAMAUDT", "x")])
def test_a_merchant_that_cannot_be_right_is_refused(tmn_code: str, secret: str) -> None:
    with pytest.raises(ProviderMisconfigured):
        VnpayConfig(tmn_code=tmn_code, hash_secret=secret, payment_url="", api_url="")
