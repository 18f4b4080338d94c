"""The address that sends a buyer to VNPAY."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from payments.providers.errors import InvalidPaymentRequest
from payments.providers.vnpay import fields, signing
from payments.providers.vnpay.config import VnpayConfig

_LOCALES = ("vn", "en")
_BANK_CODE = re.compile(r"[A-Za-z0-9]{3,20}")


def build_pay_url(
    *,
    config: VnpayConfig,
    txn_ref: str,
    amount_vnd: int,
    order_info: str,
    return_url: str,
    client_ip: str,
    created_at: datetime,
    expires_at: datetime,
    bank_code: str | None = None,
    locale: str = "vn",
) -> str:
    """A signed pay URL for one attempt.

    `txn_ref` is one attempt's own, never used twice on a day; amount in whole đồng; times aware. Keep `created_at`:
    querydr and refund must name it. Raises InvalidPaymentRequest naming the field that VNPAY would not take.
    """
    if expires_at <= created_at:
        raise InvalidPaymentRequest("expires_at", "later than created_at")
    params = {
        "vnp_Version": fields.VERSION,
        "vnp_Command": "pay",
        "vnp_TmnCode": config.tmn_code,
        "vnp_Amount": fields.amount_field(amount_vnd),
        "vnp_BankCode": _bank_code(bank_code),
        "vnp_CreateDate": fields.time_field(created_at),
        "vnp_CurrCode": fields.CURRENCY,
        "vnp_IpAddr": fields.ip_field(client_ip),
        "vnp_Locale": _locale(locale),
        "vnp_OrderInfo": fields.plain_text("order_info", order_info),
        "vnp_OrderType": "other",
        "vnp_ReturnUrl": _return_url(return_url),
        "vnp_ExpireDate": fields.time_field(expires_at),
        "vnp_TxnRef": fields.reference("txn_ref", txn_ref),
    }
    return f"{config.payment_url}?{signing.signed_query(params, config.hash_secret)}"


def _bank_code(code: str | None) -> str:
    if code and not _BANK_CODE.fullmatch(code):
        raise InvalidPaymentRequest("bank_code", "3 to 20 letters or digits")
    return code or ""


def _locale(locale: str) -> str:
    if locale not in _LOCALES:
        raise InvalidPaymentRequest("locale", "vn or en")
    return locale


def _return_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and url.isascii() and url.isprintable()
    except ValueError:
        good = False
    if not good or not 10 <= len(url) <= 255:
        raise InvalidPaymentRequest("return_url", "an http address of 10 to 255 ASCII characters")
    return url
