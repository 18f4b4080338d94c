"""Questions over real HTTP: a proven answer is read, anything else is unknown."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from base.clock import MARKET_ZONE
from payments.providers.errors import InvalidPaymentRequest
from payments.providers.outcome import Outcome
from payments.providers.vnpay import querydr, refund, signing
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.transport import LONGEST_ANSWER
from tests.payments.providers.vnpay.stub_server import Stub, serving

PAID_AT = datetime(2026, 11, 24, 9, 3, 12, tzinfo=MARKET_ZONE)


@pytest.fixture
def vnpay(config: VnpayConfig) -> Iterator[tuple[Stub, VnpayConfig]]:
    with serving(Stub(usual=(200, b"{}"))) as stub:
        yield stub, replace(config, api_url=stub.url, timeout=(0.5, 0.5))


def ask(config: VnpayConfig) -> Outcome:
    """The question of vector q01."""
    return querydr.query(
        config=config,
        txn_ref="DH100001",
        transaction_date=datetime(2026, 11, 24, 9, 0, tzinfo=MARKET_ZONE),
        request_id="rq0000000001",
        order_info="Truy van GD DH100001",
        client_ip="127.0.0.1",
        now=datetime(2026, 11, 24, 9, 20, tzinfo=MARKET_ZONE),
        transaction_no="14226501",
    )


def give_back(config: VnpayConfig, **changes: Any) -> Outcome:
    """The request of vector r01."""
    request: dict[str, Any] = {
        "txn_ref": "DH100001",
        "transaction_no": "14226501",
        "transaction_date": datetime(2026, 11, 24, 9, 0, tzinfo=MARKET_ZONE),
        "amount_vnd": 10_000,
        "full": True,
        "request_id": "rf0000000001",
        "created_by": "ketoan01",
        "order_info": "Hoan tien DH100001",
        "client_ip": "127.0.0.1",
        "now": datetime(2026, 11, 24, 10, 0, tzinfo=MARKET_ZONE),
    }
    return refund.refund(config=config, **(request | changes))


def signed(config: VnpayConfig, answer: dict[str, Any], **changes: Any) -> tuple[int, bytes]:
    changed = answer | changes
    texts = {name: str(value) for name, value in changed.items()}
    changed[signing.SIGNATURE] = signing.checksum(texts, querydr.RESPONSE_SIGNS, config.hash_secret)
    return 200, json.dumps(changed).encode()


def test_the_published_question_gets_the_published_answer(vnpay: tuple[Stub, VnpayConfig], vectors: Any) -> None:
    stub, config = vnpay
    case = vectors["querydr"][0]
    stub.script = [(200, json.dumps(case["response"]).encode())]
    outcome = ask(config)
    assert (outcome.state, outcome.amount_vnd, outcome.provider_reference) == ("captured", 10_000, "14226501")
    assert outcome.paid_at == PAID_AT
    sent = json.loads(stub.asked[0])
    assert sent == {name: str(value) for name, value in case["request"]["body"].items()}


def test_the_published_refund_is_on_its_way(vnpay: tuple[Stub, VnpayConfig], vectors: Any) -> None:
    stub, config = vnpay
    case = vectors["refund"][0]
    stub.script = [(200, json.dumps(case["response"]).encode())]
    outcome = give_back(config)
    assert (outcome.state, outcome.amount_vnd, outcome.provider_reference) == ("pending", 10_000, "14226601")
    wanted = {name: str(value) for name, value in case["request"]["body"].items() if name != "vnp_Locale"}
    assert json.loads(stub.asked[0]) == wanted


def test_numbers_in_json_are_read_as_they_were_signed(vnpay: tuple[Stub, VnpayConfig], vectors: Any) -> None:
    stub, config = vnpay
    stub.script = [signed(config, vectors["querydr"][0]["response"], vnp_Amount=1_000_000, vnp_TransactionNo=14226501)]
    assert (ask(config).state, ask(config).state) == ("captured", "unknown")


@pytest.mark.parametrize(
    ("codes", "state"),
    [
        (("00", "01", "01"), "pending"),
        (("00", "02", "01"), "failed"),
        (("00", "04", "01"), "reversed"),
        (("00", "07", "01"), "suspected"),
        (("00", "05", "02"), "pending"),
        (("00", "06", "03"), "pending"),
        (("00", "00", "03"), "reversed"),
        (("00", "09", "02"), "failed"),
        (("91", "", ""), "pending"),
        (("94", "", ""), "unknown"),
        (("97", "", ""), "unknown"),
        (("99", "00", "01"), "unknown"),
    ],
)
def test_each_answer_of_querydr(
    vnpay: tuple[Stub, VnpayConfig], vectors: Any, codes: tuple[str, str, str], state: str
) -> None:
    stub, config = vnpay
    names = ("vnp_ResponseCode", "vnp_TransactionStatus", "vnp_TransactionType")
    changes = dict(zip(names, codes, strict=True))
    stub.script = [signed(config, vectors["querydr"][0]["response"], **changes)]
    assert ask(config).state == state


def unproven(config: VnpayConfig, right: dict[str, Any]) -> dict[str, tuple[int, bytes]]:
    return {
        "unsigned": (200, json.dumps({**right, "vnp_SecureHash": ""}).encode()),
        "tampered": (200, json.dumps({**right, "vnp_Amount": "100000000"}).encode()),
        "another reference": signed(config, right, vnp_TxnRef="DH999999"),
        "another merchant": signed(config, right, vnp_TmnCode="OTHERSHP"),
        "another command": signed(config, right, vnp_Command="refund"),
        "a float": signed(config, right, vnp_Amount=1000000.0),
        "a list": signed(config, right, vnp_Message=["x"]),
        "a truth": signed(config, right, vnp_Message=True),
        "html": (200, b"<html>502 Bad Gateway"),
        "nothing": (200, b""),
        "not an object": (200, b"[]"),
        "not text": (200, b"\xff\xfe\x00"),
        "too deep": (200, b"[" * 60_000),
        "too long a number": (200, b'{"vnp_Amount": ' + b"9" * 6_000 + b"}"),
        "too long": (200, b'{"a": "' + b"x" * LONGEST_ANSWER + b'"}'),
        "a surrogate": (200, json.dumps({**right, "vnp_Message": "\ud800"}).encode()),
        "broken": (500, json.dumps(right).encode()),
        "elsewhere": (302, b""),
    }


KINDS = sorted(unproven(VnpayConfig(tmn_code="CAMAUDT1", hash_secret="x", payment_url="", api_url=""), {}))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_proven_is_unknown(vnpay: tuple[Stub, VnpayConfig], vectors: Any, kind: str) -> None:
    stub, config = vnpay
    stub.usual = unproven(config, vectors["querydr"][0]["response"])[kind]
    assert ask(config) == Outcome("unknown")
    assert give_back(config) == Outcome("unknown")


def test_silence_is_unknown(vnpay: tuple[Stub, VnpayConfig]) -> None:
    stub, config = vnpay
    released = threading.Event()
    stub.before_answer = lambda: released.wait(10)
    assert ask(config) == Outcome("unknown")
    released.set()


def test_nobody_there_is_unknown(config: VnpayConfig) -> None:
    with serving(Stub(usual=(200, b""))) as stub:
        gone = stub.url
    assert ask(replace(config, api_url=gone)) == Outcome("unknown")


@pytest.mark.parametrize(
    ("code", "state"),
    [("94", "pending"), ("95", "failed"), ("93", "failed"), ("91", "failed"), ("97", "failed"), ("99", "unknown")],
)
def test_each_answer_of_refund(vnpay: tuple[Stub, VnpayConfig], vectors: Any, code: str, state: str) -> None:
    stub, config = vnpay
    answer = vectors["refund"][0]["response"] | {"vnp_ResponseCode": code, "vnp_TransactionStatus": ""}
    answer[signing.SIGNATURE] = signing.checksum(answer, refund.RESPONSE_SIGNS, config.hash_secret)
    stub.script = [(200, json.dumps(answer).encode())]
    assert give_back(config).state == state


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("transaction_no", ""),
        ("transaction_no", "1" * 16),
        ("transaction_no", "１"),
        ("request_id", "rf-1"),
        ("request_id", "r" * 33),
        ("amount_vnd", 0),
        ("created_by", "kế toán"),
        ("order_info", "Hoàn tiền"),
    ],
)
def test_a_refund_that_cannot_be_sent_is_refused(config: VnpayConfig, field: str, value: Any) -> None:
    with pytest.raises(InvalidPaymentRequest) as refusal:
        give_back(config, **{field: value})
    assert refusal.value.field == field
