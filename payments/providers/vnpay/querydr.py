"""querydr: what VNPAY knows of a transaction. Used when no IPN came, or an answer was lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from payments.providers.outcome import Outcome, State
from payments.providers.vnpay import fields, states, transport
from payments.providers.vnpay.config import VnpayConfig

REQUEST_SIGNS = (
    "vnp_RequestId",
    "vnp_Version",
    "vnp_Command",
    "vnp_TmnCode",
    "vnp_TxnRef",
    "vnp_TransactionDate",
    "vnp_CreateDate",
    "vnp_IpAddr",
    "vnp_OrderInfo",
)
RESPONSE_SIGNS = (
    "vnp_ResponseId",
    "vnp_Command",
    "vnp_ResponseCode",
    "vnp_Message",
    "vnp_TmnCode",
    "vnp_TxnRef",
    "vnp_Amount",
    "vnp_BankCode",
    "vnp_PayDate",
    "vnp_TransactionNo",
    "vnp_TransactionType",
    "vnp_TransactionStatus",
    "vnp_OrderInfo",
    "vnp_PromotionCode",
    "vnp_PromotionAmount",
)


def query(
    *,
    config: VnpayConfig,
    txn_ref: str,
    transaction_date: datetime,
    request_id: str,
    order_info: str,
    client_ip: str,
    now: datetime,
    transaction_no: str = "",
) -> Outcome:
    """Ask about the attempt `txn_ref` whose pay URL was made at `transaction_date` (its `created_at`).

    `request_id` is used once a day; `transaction_no` asks about a refund's own number, else it is about the payment.
    A buyer who never opened VNPAY's page is `pending` (code 91): expiry is the caller's to decide. Silence, garbage,
    or an answer not signed for us is `unknown`. Raises InvalidPaymentRequest only for arguments that cannot be sent.
    """
    question = {
        "vnp_RequestId": fields.request_id(request_id),
        "vnp_Version": fields.VERSION,
        "vnp_Command": "querydr",
        "vnp_TmnCode": config.tmn_code,
        "vnp_TxnRef": fields.reference("txn_ref", txn_ref),
        "vnp_OrderInfo": fields.plain_text("order_info", order_info),
        "vnp_TransactionNo": transaction_no,
        "vnp_TransactionDate": fields.time_field(transaction_date),
        "vnp_CreateDate": fields.time_field(now),
        "vnp_IpAddr": fields.ip_field(client_ip),
    }
    answer = transport.ask(config, question, signs=REQUEST_SIGNS, answer_signs=RESPONSE_SIGNS)
    if answer is None:
        return Outcome("unknown")
    return states.outcome_of(_state(answer), answer)


def query_refund(*, transaction_no: str, **question: Any) -> Outcome:
    """Ask about a refund, by its own number or, while that is not known, by its payment's: VNPAY then speaks of the
    latest refund of that payment. Takes what `query` takes.

    An answer that speaks of the payment itself proves nothing about the refund: it is `unknown`, but with a code,
    which silence, garbage and VNPAY's own trouble do not have.
    """
    told = query(transaction_no=transaction_no, **question)
    if told.code != "00":
        return Outcome("unknown")
    if told.raw.get("vnp_TransactionType") in states.REFUNDS:
        return told
    return replace(told, state="unknown", amount_vnd=None, provider_reference="", paid_at=None)


def _state(answer: dict[str, str]) -> State:
    code = answer.get("vnp_ResponseCode", "")
    if code == "91":
        return "pending"
    if code != "00":
        return "unknown"
    status = answer.get("vnp_TransactionStatus", "")
    if answer.get("vnp_TransactionType") in states.REFUNDS:
        return states.refund_state(status)
    return states.payment_state(code, status)
