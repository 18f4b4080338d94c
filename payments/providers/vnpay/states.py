"""From VNPAY's codes to the state of the money."""

from __future__ import annotations

import re
from collections.abc import Mapping

from payments.providers.outcome import Outcome, State
from payments.providers.vnpay import fields

#: vnp_TransactionType of a refund: all of it, a part.
REFUNDS = ("02", "03")
_SUSPECTED = "07"

# 05, 06 and 09 speak of refunds: on a payment they prove nothing, so they are missing here and end as unknown.
_OF_PAYMENT: Mapping[str, State] = {"00": "captured", "01": "pending", "02": "failed", "04": "reversed"}

_OF_REFUND: Mapping[str, State] = {
    "00": "reversed",
    "01": "pending",
    "02": "failed",
    "05": "pending",
    "06": "pending",
    "09": "failed",
}


def payment_state(response_code: str, transaction_status: str) -> State:
    """State of a payment. Captured needs both codes 00; a 07 in either means the money is held back."""
    if _SUSPECTED in (response_code, transaction_status):
        return "suspected"
    state = _OF_PAYMENT.get(transaction_status, "unknown")
    if response_code != "00" and state == "captured":
        return "unknown"
    return state


def refund_state(transaction_status: str) -> State:
    """State of a refund that VNPAY knows. Sent to the bank (06) is still on its way."""
    return _OF_REFUND.get(transaction_status, "unknown")


def outcome_of(state: State, answer: Mapping[str, str]) -> Outcome:
    """An Outcome with whatever the answer says of amount, number and time. `answer` must be verified already."""
    number = answer.get("vnp_TransactionNo", "")
    if not re.fullmatch(r"[0-9]{1,15}", number):
        # Money that came is not refused for a number that cannot be one; a person will have to refund it, if at all.
        number = ""
    return Outcome(
        state=state,
        amount_vnd=fields.read_amount(answer.get("vnp_Amount", "")),
        # VNPAY writes 0 where no transaction came to be.
        provider_reference="" if number == "0" else number,
        code=answer.get("vnp_ResponseCode", ""),
        paid_at=fields.read_time(answer.get("vnp_PayDate", "")) if _moved(state, answer) else None,
        raw=dict(answer),
    )


def _moved(state: State, answer: Mapping[str, str]) -> bool:
    return state in ("captured", "suspected") or answer.get("vnp_TransactionType") in REFUNDS
