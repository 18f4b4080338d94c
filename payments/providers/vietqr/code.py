"""VietQR (NAPAS on EMVCo): the text inside the code, and its picture.

A transfer by VietQR sends no notice: only a bank statement, or an operator who looked, can tell that money came.
"""

from __future__ import annotations

import re

import segno

from payments.providers.errors import InvalidPaymentRequest

_NAPAS = "A000000727"
_TO_ACCOUNT = "QRIBFTTA"
#: EMVCo gives the amount 13 characters.
LARGEST_AMOUNT = 9_999_999_999_999


def payload(*, bank_bin: str, account: str, amount_vnd: int | None = None, purpose: str | None = None) -> str:
    """The code's text. With an amount (whole đồng) it is for one payment, without one it may be printed and kept.

    Put the order's number first in `purpose`: banks cut the end. Raises InvalidPaymentRequest for a bank, account,
    amount or purpose that a banking app would misread.
    """
    receiver = _field("00", _checked("bank_bin", bank_bin, r"[0-9]{6}", "6 digits"))
    receiver += _field("01", _checked("account", account, r"[A-Za-z0-9]{1,19}", "1 to 19 letters or digits"))
    text = _field("00", "01") + _field("01", "11" if amount_vnd is None else "12")
    text += _field("38", _field("00", _NAPAS) + _field("01", receiver) + _field("02", _TO_ACCOUNT))
    text += _field("53", "704")
    if amount_vnd is not None:
        text += _field("54", _amount(amount_vnd))
    text += _field("58", "VN")
    if purpose:
        words = _checked("purpose", purpose, r"[A-Za-z0-9 ]{1,25}", "1 to 25 of A-Z a-z 0-9 space")
        text += _field("62", _field("08", words))
    text += "6304"
    return text + crc(text)


def crc(text: str) -> str:
    """CRC-16/CCITT-FALSE as four upper-case hex digits."""
    register = 0xFFFF
    for byte in text.encode("ascii"):
        register ^= byte << 8
        for _ in range(8):
            register = (register << 1) ^ 0x1021 if register & 0x8000 else register << 1
        register &= 0xFFFF
    return f"{register:04X}"


def svg(text: str, *, title: str | None = None) -> str:
    """The payload as an inline SVG that fills its box; `title` is what a screen reader says."""
    picture = segno.make(text, error="m", micro=False)
    return picture.svg_inline(omitsize=True, border=4, lineclass=None, svgclass=None, title=title)


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"


def _amount(amount_vnd: int) -> str:
    if type(amount_vnd) is not int or not 1 <= amount_vnd <= LARGEST_AMOUNT:
        raise InvalidPaymentRequest("amount_vnd", f"whole đồng from 1 to {LARGEST_AMOUNT}")
    return str(amount_vnd)


def _checked(field: str, text: str, pattern: str, rule: str) -> str:
    if not re.fullmatch(pattern, text):
        raise InvalidPaymentRequest(field, rule)
    return text
