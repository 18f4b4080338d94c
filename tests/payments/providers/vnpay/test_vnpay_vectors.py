"""Every worked example agrees, the tampered one included."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from base.clock import MARKET_ZONE
from payments.providers.errors import InvalidPaymentRequest
from payments.providers.vnpay import ipn, querydr, refund, signing
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.pay import build_pay_url

CASES: dict[str, Any] = json.loads((Path(__file__).parents[2] / "vectors" / "vnpay.json").read_text())
OUTSIDE_WHITELIST = ("p04_colon_hash_in_orderinfo", "p05_utf8_vietnamese")


def by_id(kind: str) -> Any:
    return pytest.mark.parametrize("case", CASES[kind], ids=lambda case: case["id"])


def moment(field: int) -> datetime:
    return datetime.strptime(str(field), "%Y%m%d%H%M%S").replace(tzinfo=MARKET_ZONE)


def pay_params(case: dict[str, Any], config: VnpayConfig) -> dict[str, str]:
    given = {name: str(value) for name, value in case["input_vnd"].items()}
    given["vnp_Amount"] += "00"
    return given | {
        "vnp_Version": "2.1.0",
        "vnp_Command": "pay",
        "vnp_CurrCode": "VND",
        "vnp_TmnCode": config.tmn_code,
    }


def built(case: dict[str, Any], config: VnpayConfig) -> str:
    given = case["input_vnd"]
    return build_pay_url(
        config=config,
        txn_ref=given["vnp_TxnRef"],
        amount_vnd=given["vnp_Amount"],
        order_info=given["vnp_OrderInfo"],
        return_url=given["vnp_ReturnUrl"],
        client_ip=given["vnp_IpAddr"],
        created_at=moment(given["vnp_CreateDate"]),
        expires_at=moment(given["vnp_ExpireDate"]),
        bank_code=given.get("vnp_BankCode"),
    )


@by_id("pay")
def test_pay_is_signed_as_published(case: dict[str, Any], config: VnpayConfig) -> None:
    params = pay_params(case, config)
    assert signing.canonical_query(params) == case["signed_string"]
    assert signing.sign(params, config.hash_secret) == case["secure_hash"]
    assert f"{config.payment_url}?{signing.signed_query(params, config.hash_secret)}" == case["url"]


@by_id("pay")
def test_built_url_is_the_published_one_or_is_refused(case: dict[str, Any], config: VnpayConfig) -> None:
    if case["id"] in OUTSIDE_WHITELIST:
        with pytest.raises(InvalidPaymentRequest) as refusal:
            built(case, config)
        assert refusal.value.field == "order_info"
    else:
        assert built(case, config) == case["url"]


@by_id("ipn")
def test_notice_reads_as_expected(case: dict[str, Any], config: VnpayConfig) -> None:
    assert signing.canonical_query(case["query"]) == case["signed_string"]
    expected = case["expected"]
    if not expected["isVerified"]:
        with pytest.raises(ipn.BadSignature):
            ipn.read_notice(case["query"], config)
        return
    notice = ipn.read_notice(case["query"], config)
    assert notice.amount_vnd == expected["amount_vnd"]
    assert (notice.outcome.state == "captured") is expected["isSuccess"]
    assert notice.txn_ref == case["query"]["vnp_TxnRef"]


@by_id("querydr")
def test_querydr_checksums(case: dict[str, Any], config: VnpayConfig) -> None:
    check_call(case, querydr.REQUEST_SIGNS, querydr.RESPONSE_SIGNS, config.hash_secret)


@by_id("refund")
def test_refund_checksums(case: dict[str, Any], config: VnpayConfig) -> None:
    check_call(case, refund.REQUEST_SIGNS, refund.RESPONSE_SIGNS, config.hash_secret)


def check_call(case: dict[str, Any], asks: tuple[str, ...], answers: tuple[str, ...], secret: str) -> None:
    body = {name: str(value) for name, value in case["request"]["body"].items()}
    assert "|".join(body[name] for name in asks) == case["request_signed_string"]
    assert signing.verify_checksum(body, asks, secret)
    response = case["response"]
    assert "|".join(response[name] for name in answers) == case["response_signed_string"]
    assert signing.verify_checksum(response, answers, secret)
    assert not signing.verify_checksum(response | {"vnp_Amount": "10000"}, answers, secret)
