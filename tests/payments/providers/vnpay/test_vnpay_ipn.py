"""Notices: what they prove, and a clear class for each that proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payments.providers.vnpay import ipn, signing
from payments.providers.vnpay.config import VnpayConfig

Resigned = Callable[..., dict[str, str]]
CONFIG = VnpayConfig(tmn_code="CAMAUDT1", hash_secret="another-secret", payment_url="", api_url="")


def test_a_good_notice_is_read_whole(good: dict[str, str], config: VnpayConfig) -> None:
    notice = ipn.read_notice(good, config)
    assert (notice.txn_ref, notice.amount_vnd, notice.transaction_no) == ("DH100001", 10_000, "14226501")
    assert notice.pay_date == datetime(2026, 11, 24, 2, 3, 12, tzinfo=UTC)
    assert notice.outcome.state == "captured"
    assert notice.outcome.paid_at == notice.pay_date
    assert notice.outcome.raw["vnp_BankCode"] == "NCB"


@pytest.mark.parametrize(
    ("response", "status", "state"),
    [
        ("00", "00", "captured"),
        ("00", "01", "pending"),
        ("00", "02", "failed"),
        ("51", "02", "failed"),
        ("11", "02", "failed"),
        ("00", "04", "reversed"),
        ("07", "07", "suspected"),
        ("07", "00", "suspected"),
        ("00", "07", "suspected"),
        ("24", "00", "unknown"),
        ("00", "06", "unknown"),
        ("00", "88", "unknown"),
    ],
)
def test_both_codes_decide(resigned: Resigned, config: VnpayConfig, response: str, status: str, state: str) -> None:
    notice = ipn.read_notice(resigned(vnp_ResponseCode=response, vnp_TransactionStatus=status), config)
    assert notice.outcome.state == state


def test_no_transaction_has_no_number_and_no_time(resigned: Resigned, config: VnpayConfig) -> None:
    failed = resigned(vnp_TransactionNo="0", vnp_ResponseCode="24", vnp_TransactionStatus="02")
    notice = ipn.read_notice(failed, config)
    assert (notice.transaction_no, notice.outcome.paid_at) == ("", None)


def test_a_strange_pay_date_does_not_stop_the_money(resigned: Resigned, config: VnpayConfig) -> None:
    for date in (None, "20261324090000", "２0261124090312", "00000000000000", "2026-11-24"):
        assert ipn.read_notice(resigned(vnp_PayDate=date), config).outcome.state == "captured"


BAD_AMOUNTS = [
    "", "0.5", "1e6", "1E6", "+1000000", "-1000000", " 1000000", "1000000\n", "1_000_000", "1,000,000",
    "１００００００", "1000000\x00", "1000001", "1000000000000", "9" * 9000, "NaN", "0x10", "١٠٠",
]  # fmt: skip


@pytest.mark.parametrize("amount", BAD_AMOUNTS)
def test_an_unreadable_amount_answers_04(resigned: Resigned, config: VnpayConfig, amount: str) -> None:
    with pytest.raises(ipn.MalformedNotice) as refusal:
        ipn.read_notice(resigned(vnp_Amount=amount), config)
    assert (refusal.value.field, refusal.value.reply_code) == ("vnp_Amount", "04")


@pytest.mark.parametrize(
    ("change", "field", "answer"),
    [
        ({"vnp_CurrCode": "USD"}, "vnp_Amount", "04"),
        ({"vnp_TmnCode": "OTHERSHP"}, "vnp_TmnCode", "01"),
        ({"vnp_TmnCode": None}, "vnp_TmnCode", "01"),
        ({"vnp_TxnRef": None}, "vnp_TxnRef", "01"),
        ({"vnp_TxnRef": "D" * 9000}, "vnp_TxnRef", "01"),
        ({"vnp_TxnRef": "DH1\x00"}, "vnp_TxnRef", "01"),
        ({"vnp_TxnRef": "ĐH1"}, "vnp_TxnRef", "01"),
        ({"vnp_ResponseCode": None}, "vnp_ResponseCode", "99"),
        ({"vnp_ResponseCode": "０0"}, "vnp_ResponseCode", "99"),
        ({"vnp_TransactionStatus": "000"}, "vnp_TransactionStatus", "99"),
    ],
)
def test_each_bad_field_has_its_answer(
    resigned: Resigned, config: VnpayConfig, change: dict[str, str | None], field: str, answer: str
) -> None:
    with pytest.raises(ipn.MalformedNotice) as refusal:
        ipn.read_notice(resigned(**change), config)
    assert (refusal.value.field, refusal.value.reply_code) == (field, answer)


def test_doubled_parameters_are_refused_even_when_one_reading_is_signed(
    good: dict[str, str], config: VnpayConfig
) -> None:
    doubled = MultiValueDict({name: [value] for name, value in good.items()})
    assert ipn.read_notice(doubled, config).amount_vnd == 10_000
    doubled.setlist("vnp_Amount", ["100", good["vnp_Amount"]])
    with pytest.raises(ipn.MalformedNotice) as refusal:
        ipn.read_notice(doubled, config)
    assert refusal.value.reply_code == "97"


def test_foreign_parameters_beside_ours_change_nothing(good: dict[str, str], config: VnpayConfig) -> None:
    assert ipn.read_notice(good | {"utm_source": "zalo", "fbclid": "x" * 9000}, config).amount_vnd == 10_000


def test_another_secret_is_a_bad_signature(good: dict[str, str]) -> None:
    with pytest.raises(ipn.BadSignature) as refusal:
        ipn.read_notice(good, CONFIG)
    assert refusal.value.reply_code == "97"


# Drawing is slow on a busy machine, which says nothing of what is drawn.
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.text(max_size=20).map(lambda name: f"vnp_{name}"), st.text(max_size=60), max_size=10))
def test_hostile_parameters_end_in_a_bad_signature(params: dict[str, str]) -> None:
    with pytest.raises(ipn.BadSignature):
        ipn.read_notice(params, CONFIG)


FIELDS = ("vnp_Amount", "vnp_TxnRef", "vnp_ResponseCode", "vnp_TransactionStatus", "vnp_PayDate", "vnp_TransactionNo")


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(st.characters(exclude_categories=["Cs"]), max_size=20)))
def test_signed_nonsense_is_read_or_malformed_and_never_captured(params: dict[str, str]) -> None:
    message = params | {"vnp_TmnCode": CONFIG.tmn_code}
    message[signing.SIGNATURE] = signing.sign(message, CONFIG.hash_secret)
    try:
        notice = ipn.read_notice(message, CONFIG)
    except ipn.MalformedNotice as refusal:
        assert refusal.reply_code in ("01", "04", "99")
    else:
        paid = (params["vnp_ResponseCode"], params["vnp_TransactionStatus"]) == ("00", "00")
        assert (notice.outcome.state == "captured") is paid


@pytest.mark.parametrize("code", ["00", "01", "02", "04", "97", "99"])
def test_replies_are_vnpays_json(code: ipn.ReplyCode) -> None:
    assert ipn.reply(code)["RspCode"] == code
    assert ipn.reply("00") == {"RspCode": "00", "Message": "Confirm Success"}
