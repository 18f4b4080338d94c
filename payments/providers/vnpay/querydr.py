"""querydr: what VNPAY knows of a transaction. Used when no IPN came, or an answer was lost."""

from __future__ import annotations

from datetime import datetime

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
_REFUNDS = ("02", "03")


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


def _state(answer: dict[str, str]) -> State:
    code = answer.get("vnp_ResponseCode", "")
    if code == "91":
        return "pending"
    if code != "00":
        return "unknown"
    status = answer.get("vnp_TransactionStatus", "")
    if answer.get("vnp_TransactionType") in _REFUNDS:
        return states.refund_state(status)
    return states.payment_state(code, status)
