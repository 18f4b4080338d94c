"""VNPAY's field formats: hundredths of a đồng, GMT+7 times, plain ASCII text."""

from __future__ import annotations

import ipaddress
import re
from datetime import UTC, datetime

from base.clock import MARKET_ZONE
from base.money import LARGEST_PAYMENT
from payments.providers.errors import InvalidPaymentRequest

VERSION = "2.1.0"
CURRENCY = "VND"

# Encoders of different languages disagree on ~ * ( ) ! ' and on accents; none disagrees on these.
_PLAIN = re.compile(r"[A-Za-z0-9 ._-]+")
_REFERENCE = re.compile(r"[A-Za-z0-9._-]{1,100}")


def amount_field(amount_vnd: int) -> str:
    """Whole đồng as vnp_Amount. Raises InvalidPaymentRequest outside 1…9 999 999 999 đồng."""
    if type(amount_vnd) is not int or not 1 <= amount_vnd <= LARGEST_PAYMENT:
        raise InvalidPaymentRequest("amount_vnd", f"whole đồng from 1 to {LARGEST_PAYMENT}")
    return str(amount_vnd * 100)


def read_amount(text: str) -> int | None:
    """vnp_Amount as whole đồng, or None for anything but 1 to 12 ASCII digits that end in whole đồng."""
    if not re.fullmatch(r"[0-9]{1,12}", text) or int(text) % 100:
        return None
    return int(text) // 100


def time_field(moment: datetime) -> str:
    """An aware time as yyyyMMddHHmmss, GMT+7. Raises InvalidPaymentRequest for a naive one."""
    if moment.tzinfo is None:
        raise InvalidPaymentRequest("time", "an aware time")
    return f"{moment.astimezone(MARKET_ZONE):%Y%m%d%H%M%S}"


def read_time(text: str) -> datetime | None:
    """yyyyMMddHHmmss in GMT+7 as aware UTC, or None when it is no such time."""
    if not re.fullmatch(r"[0-9]{14}", text):
        return None
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=MARKET_ZONE).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def plain_text(field: str, text: str, longest: int = 255) -> str:
    """Text every encoder treats alike. Raises InvalidPaymentRequest for accents, signs, or too much of it."""
    if len(text) > longest or not _PLAIN.fullmatch(text):
        raise InvalidPaymentRequest(field, f"1 to {longest} of A-Z a-z 0-9 space . _ -")
    return text


def reference(field: str, text: str) -> str:
    """A vnp_TxnRef: as plain_text, at most 100, no spaces. Raises InvalidPaymentRequest."""
    if not _REFERENCE.fullmatch(text):
        raise InvalidPaymentRequest(field, "1 to 100 of A-Z a-z 0-9 . _ -")
    return text


def request_id(text: str) -> str:
    """A vnp_RequestId, 1 to 32 letters or digits. Raises InvalidPaymentRequest."""
    if not re.fullmatch(r"[A-Za-z0-9]{1,32}", text):
        raise InvalidPaymentRequest("request_id", "1 to 32 letters or digits")
    return text


def ip_field(text: str) -> str:
    """An IP address of 7 to 45 characters; a short IPv6 one is written out. Raises InvalidPaymentRequest."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        raise InvalidPaymentRequest("client_ip", "an IPv4 or IPv6 address") from None
    written = str(address)
    return written if len(written) >= 7 else address.exploded
