"""The signature holds for any text, breaks on any change, and each known trap stays shut."""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from payments.providers.vnpay import signing
from payments.providers.vnpay.config import VnpayConfig

SECRET = "CAMAUDTTSTESTSECRET0123456789ABC"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
NAMES = st.from_regex(r"vnp_[A-Za-z]{1,12}", fullmatch=True).filter(
    lambda name: name not in ("vnp_SecureHash", "vnp_SecureHashType")
)
MESSAGES = st.dictionaries(NAMES, TEXT, max_size=12)


@given(MESSAGES)
def test_what_is_signed_verifies_after_travelling(message: dict[str, str]) -> None:
    arrived = dict(parse_qsl(signing.signed_query(message, SECRET), keep_blank_values=True))
    assert signing.verify(arrived, SECRET)
    assert {k: v for k, v in message.items() if v} == {k: v for k, v in arrived.items() if k != signing.SIGNATURE}


@given(MESSAGES, NAMES, TEXT)
def test_any_change_breaks_it(message: dict[str, str], name: str, value: str) -> None:
    signed = message | {signing.SIGNATURE: signing.sign(message, SECRET)}
    changed = signed | {name: value}
    assert signing.verify(changed, SECRET) == (message.get(name, "") == value)


@given(MESSAGES, st.text(max_size=140))
def test_a_made_up_signature_never_passes_and_never_crashes(message: dict[str, str], forged: str) -> None:
    right = signing.sign(message, SECRET)
    assert signing.verify(message | {signing.SIGNATURE: forged}, SECRET) == (forged.lower() == right)


@given(st.lists(TEXT, min_size=1, max_size=15))
def test_checksum_round_trip(values: list[str]) -> None:
    order = [f"field{number}" for number in range(len(values))]
    fields = dict(zip(order, values, strict=True))
    assert signing.verify_checksum(fields | {signing.SIGNATURE: signing.checksum(fields, order, SECRET)}, order, SECRET)


def test_space_is_plus_and_hex_is_upper_case() -> None:
    assert signing.canonical_query({"vnp_OrderInfo": "don hang :5"}) == "vnp_OrderInfo=don+hang+%3A5"


def test_names_are_sorted_by_code_point() -> None:
    assert signing.canonical_query({"vnp_b": "1", "vnp_B": "2", "vnp_a": "3"}) == "vnp_B=2&vnp_a=3&vnp_b=1"


def test_empty_foreign_and_hash_type_fields_are_not_signed() -> None:
    bare = {"vnp_TxnRef": "DH1"}
    extra = bare | {"vnp_BankTranNo": "", "utm_source": "zalo", "vnp_SecureHashType": "HmacSHA512"}
    assert signing.sign(bare, SECRET) == signing.sign(extra, SECRET)


def test_upper_case_signature_is_the_same_signature() -> None:
    message = {"vnp_TxnRef": "DH1"}
    assert signing.verify(message | {signing.SIGNATURE: signing.sign(message, SECRET).upper()}, SECRET)


def test_text_without_a_utf8_form_is_only_unsigned() -> None:
    assert not signing.verify({"vnp_TxnRef": "\ud800", signing.SIGNATURE: "\ud800"}, SECRET)
    assert not signing.verify_checksum({"a": "\ud800"}, ["a"], SECRET)


def test_a_message_without_signature_is_unsigned() -> None:
    assert not signing.verify({"vnp_TxnRef": "DH1"}, SECRET)
    assert not signing.verify({}, SECRET)


def test_the_secret_is_not_in_the_configs_text(config: VnpayConfig) -> None:
    assert config.hash_secret not in repr(config)
