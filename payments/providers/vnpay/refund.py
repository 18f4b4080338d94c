"""refund: give a buyer's money back, whole or in part."""

from __future__ import annotations

from datetime import datetime

from payments.providers.errors import InvalidPaymentRequest
from payments.providers.outcome import Outcome, State
from payments.providers.vnpay import fields, querydr, states, transport
from payments.providers.vnpay.config import VnpayConfig

REQUEST_SIGNS = (
    "vnp_RequestId",
    "vnp_Version",
    "vnp_Command",
    "vnp_TmnCode",
    "vnp_TransactionType",
    "vnp_TxnRef",
    "vnp_Amount",
    "vnp_TransactionNo",
    "vnp_TransactionDate",
    "vnp_CreateBy",
    "vnp_CreateDate",
    "vnp_IpAddr",
    "vnp_OrderInfo",
)
RESPONSE_SIGNS = querydr.RESPONSE_SIGNS[:-2]

# What VNPAY refuses for good. 99 and 98 say only that something broke, perhaps after the money moved.
_REFUSED = frozenset({"02", "03", "04", "13", "91", "93", "95", "97"})


def refund(
    *,
    config: VnpayConfig,
    txn_ref: str,
    transaction_no: str,
    transaction_date: datetime,
    amount_vnd: int,
    full: bool,
    request_id: str,
    created_by: str,
    order_info: str,
    client_ip: str,
    now: datetime,
) -> Outcome:
    """Ask VNPAY to return `amount_vnd` of a captured payment; `full` when that is all of it and the first refund.

    `transaction_no` is VNPAY's number of the payment and `transaction_date` our `created_at` of it. Repeating the
    call with the same `request_id` on the same day is safe: a request already taken answers `pending` (94).
    Silence or an unproven answer is `unknown`: the money may be on its way, so never start another refund for it.
    Raises InvalidPaymentRequest for arguments that cannot be sent.
    """
    if not (transaction_no.isascii() and transaction_no.isdigit()) or len(transaction_no) > 15:
        raise InvalidPaymentRequest("transaction_no", "VNPAY's own number, 1 to 15 digits")
    question = {
        "vnp_RequestId": fields.request_id(request_id),
        "vnp_Version": fields.VERSION,
        "vnp_Command": "refund",
        "vnp_TmnCode": config.tmn_code,
        "vnp_TransactionType": "02" if full else "03",
        "vnp_TxnRef": fields.reference("txn_ref", txn_ref),
        "vnp_Amount": fields.amount_field(amount_vnd),
        "vnp_TransactionNo": transaction_no,
        "vnp_TransactionDate": fields.time_field(transaction_date),
        "vnp_CreateBy": fields.plain_text("created_by", created_by, 245),
        "vnp_CreateDate": fields.time_field(now),
        "vnp_IpAddr": fields.ip_field(client_ip),
        "vnp_OrderInfo": fields.plain_text("order_info", order_info),
    }
    answer = transport.ask(config, question, signs=REQUEST_SIGNS, answer_signs=RESPONSE_SIGNS)
    return Outcome("unknown") if answer is None else states.outcome_of(_state(answer), answer)


def _state(answer: dict[str, str]) -> State:
    code = answer.get("vnp_ResponseCode", "")
    if code == "00":
        return states.refund_state(answer.get("vnp_TransactionStatus", ""))
    if code == "94":
        return "pending"
    return "failed" if code in _REFUSED else "unknown"
