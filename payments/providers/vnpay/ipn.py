"""What VNPAY tells us: the server's call (IPN) and, with the same fields, the buyer's return.

Both are read here. Only the IPN may change anything; the return page shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.datastructures import MultiValueDict

from base.errors import MarketError
from payments.providers.errors import InvalidPaymentRequest
from payments.providers.outcome import Outcome
from payments.providers.vnpay import fields, signing, states
from payments.providers.vnpay.config import VnpayConfig

ReplyCode = Literal["00", "01", "02", "04", "97", "99"]

_MESSAGES: Mapping[ReplyCode, str] = {
    "00": "Confirm Success",
    "01": "Order not found",
    "02": "Order already confirmed",
    "04": "Invalid amount",
    "97": "Invalid signature",
    "99": "Unknown error",
}


class BadNotice(MarketError, ValueError):
    """A notice that proves nothing. `reply_code` is what VNPAY expects to hear about it."""

    code = "vnpay_bad_notice"
    reply_code: ReplyCode = "99"


class BadSignature(BadNotice):
    """Not signed with our secret, or changed on the way."""

    code = "vnpay_bad_signature"
    reply_code: ReplyCode = "97"


class MalformedNotice(BadNotice):
    """A field cannot be read; `field` names it. Its `reply_code` fits the field: amount 04, reference 01."""

    code = "vnpay_malformed_notice"

    def __init__(self, field: str, reply_code: ReplyCode) -> None:
        super().__init__(field=field)
        self.field = field
        self.reply_code = reply_code


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice whose signature, merchant and formats hold. Amount in whole đồng; `pay_date` aware UTC or None."""

    txn_ref: str
    amount_vnd: int
    response_code: str
    transaction_status: str
    transaction_no: str
    pay_date: datetime | None
    tmn_code: str
    outcome: Outcome


def read_notice(params: Mapping[str, str], config: VnpayConfig) -> Notice:
    """Read decoded query parameters, `request.GET` as it is. The attempt and its amount are the caller's to compare.

    Raises BadSignature, or MalformedNotice for doubled parameters, another merchant or currency, and fields that are
    missing or not in VNPAY's format. Both carry the `reply_code` to answer with.
    """
    received = _vnpay_fields(params)
    if not signing.verify(received, config.hash_secret):
        raise BadSignature
    if received.get("vnp_TmnCode") != config.tmn_code:
        raise MalformedNotice("vnp_TmnCode", "01")
    response_code = _two_digits(received, "vnp_ResponseCode")
    status = _two_digits(received, "vnp_TransactionStatus")
    outcome = states.outcome_of(states.payment_state(response_code, status), received)
    return Notice(
        txn_ref=_txn_ref(received),
        amount_vnd=_amount(received),
        response_code=response_code,
        transaction_status=status,
        transaction_no=outcome.provider_reference,
        pay_date=fields.read_time(received.get("vnp_PayDate", "")),
        tmn_code=config.tmn_code,
        outcome=outcome,
    )


def reply(code: ReplyCode) -> dict[str, str]:
    """The JSON body VNPAY expects, always with HTTP 200. It stops calling after 00 and 02 and retries on the rest.

    A failed payment that was recorded answers 00 as well: the code says that we noted it, not that it was paid.
    """
    return {"RspCode": code, "Message": _MESSAGES[code]}


def _vnpay_fields(params: Mapping[str, str]) -> dict[str, str]:
    if isinstance(params, MultiValueDict):
        for name, values in params.lists():
            if name.startswith("vnp_") and len(values) != 1:
                # Two values, one signature: which one it covers would depend on who reads.
                raise MalformedNotice(name[:40], "97")
    return {name: value for name, value in params.items() if name.startswith("vnp_")}


def _txn_ref(received: Mapping[str, str]) -> str:
    try:
        return fields.reference("vnp_TxnRef", received.get("vnp_TxnRef", ""))
    except InvalidPaymentRequest:
        raise MalformedNotice("vnp_TxnRef", "01") from None


def _amount(received: Mapping[str, str]) -> int:
    amount = fields.read_amount(received.get("vnp_Amount", ""))
    if amount is None or received.get("vnp_CurrCode", fields.CURRENCY) != fields.CURRENCY:
        raise MalformedNotice("vnp_Amount", "04")
    return amount


def _two_digits(received: Mapping[str, str], name: str) -> str:
    code = received.get(name, "")
    if len(code) != 2 or not (code.isascii() and code.isdigit()):
        raise MalformedNotice(name, "99")
    return code
