"""VietQR agrees with the published payloads and refuses what a banking app would misread."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.providers import vietqr
from payments.providers.errors import InvalidPaymentRequest
from payments.providers.vietqr.code import crc

CASES = json.loads((Path(__file__).parents[1] / "vectors" / "vietqr.json").read_text())["vectors"]
RIGHT: dict[str, Any] = {"bank_bin": "970405", "account": "7100205123456"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_published_payloads(case: dict[str, Any]) -> None:
    given = case["input"]
    made = vietqr.payload(
        bank_bin=given["bankBin"],
        account=given["bankNumber"],
        amount_vnd=int(given["amount"]) if "amount" in given else None,
        purpose=given.get("purpose"),
    )
    assert made == case["payload"]
    assert crc(made[:-4]) == case["crc"]


def test_crc_check_value() -> None:
    assert crc("123456789") == "29B1"


def read(text: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    while text:
        length = int(text[2:4])
        fields[text[:2]], text = text[4 : 4 + length], text[4 + length :]
    return fields


@given(
    account=st.from_regex(r"[A-Za-z0-9]{1,19}", fullmatch=True),
    amount=st.integers(1, 9_999_999_999_999),
    purpose=st.from_regex(r"[A-Za-z0-9 ]{1,25}", fullmatch=True),
)
def test_what_is_written_is_read_back(account: str, amount: int, purpose: str) -> None:
    text = vietqr.payload(bank_bin="970405", account=account, amount_vnd=amount, purpose=purpose)
    fields = read(text)
    receiver = read(read(fields["38"])["01"])
    assert (receiver, fields["54"]) == ({"00": "970405", "01": account}, str(amount))
    assert read(fields["62"])["08"] == purpose
    assert (fields["01"], fields["53"], fields["58"]) == ("12", "704", "VN")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("bank_bin", bank) for bank in ("", "97040", "9704055", "97040a", "９70405")),
        *(("account", account) for account in ("", "1" * 20, "12 34", "số1", "1\x00")),
        *(("amount_vnd", amount) for amount in (0, -5, 10**13, 1.5, True, "100")),
        *(("purpose", purpose) for purpose in ("Mật ong", "a" * 26, "DH#1", "a\nb")),
    ],
)
def test_what_apps_would_misread_is_refused(field: str, value: Any) -> None:
    with pytest.raises(InvalidPaymentRequest) as refusal:
        vietqr.payload(**(RIGHT | {field: value}))
    assert refusal.value.field == field


def test_picture_is_plain_svg_without_inline_style() -> None:
    picture = vietqr.svg(vietqr.payload(**RIGHT), title="Mã chuyển khoản")
    assert picture.startswith("<svg viewBox=") and "style" not in picture
    assert "<title>Mã chuyển khoản</title>" in picture


def test_banks_have_one_bin_each() -> None:
    bins = [bank.bin for bank in vietqr.BANKS]
    assert len(set(bins)) == len(bins) == 18
    for number in bins:
        vietqr.payload(bank_bin=number, account="1")
