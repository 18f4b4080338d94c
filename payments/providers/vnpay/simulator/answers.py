"""The simulator's side of querydr and refund: signed answers out of its own books."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from payments.providers.vnpay import fields, querydr, refund, signing
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.simulator import services
from payments.providers.vnpay.simulator.faults import faults_of
from payments.providers.vnpay.simulator.models import FaultSwitch, Refund, Transaction

Fields = dict[str, str]

_SIGNED = {
    "querydr": (querydr.REQUEST_SIGNS, querydr.RESPONSE_SIGNS),
    "refund": (refund.REQUEST_SIGNS, refund.RESPONSE_SIGNS),
}
_MESSAGES = {
    "00": "Success",
    "02": "Invalid TmnCode",
    "03": "Invalid data format",
    "04": "Full refund after a partial one",
    "91": "Transaction not found",
    "93": "Invalid refund amount",
    "94": "Duplicate request",
    "95": "Original transaction not successful",
    "97": "Invalid checksum",
}


def answer_to(*, question: Mapping[str, str], config: VnpayConfig, now: datetime) -> Fields:
    """The signed answer to one decoded JSON question, whatever it holds."""
    command = question.get("vnp_Command", "")
    if command not in _SIGNED:
        return {"vnp_ResponseCode": "03", "vnp_Message": _MESSAGES["03"]}
    asks, answers = _SIGNED[command]
    answer = {name: question.get(name, "") for name in ("vnp_Command", "vnp_TmnCode", "vnp_TxnRef", "vnp_OrderInfo")}
    answer["vnp_ResponseId"] = uuid.uuid4().hex
    answer |= _result(question, asks, config, now)
    answer["vnp_Message"] = _MESSAGES[answer["vnp_ResponseCode"]]
    answer = {name: answer.get(name, "") for name in answers}
    return answer | {signing.SIGNATURE: signing.checksum(answer, answers, config.hash_secret)}


def _result(question: Mapping[str, str], asks: tuple[str, ...], config: VnpayConfig, now: datetime) -> Fields:
    if question.get("vnp_TmnCode") != config.tmn_code:
        return {"vnp_ResponseCode": "02"}
    if not signing.verify_checksum(question, asks, config.hash_secret):
        return {"vnp_ResponseCode": "97"}
    simulated = Transaction.objects.filter(
        tmn_code=config.tmn_code,
        txn_ref=question.get("vnp_TxnRef", ""),
        create_date=question.get("vnp_TransactionDate", ""),
    ).first()
    if simulated is None:
        return {"vnp_ResponseCode": "91"}
    if question["vnp_Command"] == "querydr":
        return _known(simulated, question.get("vnp_TransactionNo", ""))
    return _refunded(simulated, question, now)


def _known(simulated: Transaction, number: str) -> Fields:
    """What is known of the refund with that number, of the latest refund of the payment with that number, or, when
    none is named, of the payment.
    """
    given_back = list(simulated.refunds.order_by("pk"))
    named = [refund for refund in given_back if refund.number == number]
    if not named and number == simulated.number:
        named = given_back[-1:]
    if named:
        return _of_refund(services.decide_refund(given_back=named[0]))
    paid = simulated.status != "01"
    return {
        "vnp_ResponseCode": "00",
        "vnp_Amount": fields.amount_field(simulated.amount_vnd),
        "vnp_BankCode": simulated.bank_code,
        "vnp_PayDate": fields.time_field(simulated.decided_at) if simulated.decided_at else "",
        "vnp_TransactionNo": simulated.number if paid else "0",
        "vnp_TransactionType": "01",
        "vnp_TransactionStatus": simulated.status,
    }


def _refunded(simulated: Transaction, question: Mapping[str, str], now: datetime) -> Fields:
    amount_vnd = fields.read_amount(question.get("vnp_Amount", ""))
    kind = question.get("vnp_TransactionType", "")
    request_id = question.get("vnp_RequestId", "")
    if not amount_vnd or kind not in ("02", "03") or not 1 <= len(request_id) <= 32:
        return {"vnp_ResponseCode": "03"}
    if question.get("vnp_TransactionNo") != simulated.number:
        return {"vnp_ResponseCode": "91"}
    if faults_of(simulated.txn_ref).refund_answer == FaultSwitch.REFUSED:
        return {"vnp_ResponseCode": "95"}
    try:
        given_back = services.give_back(
            simulated=simulated,
            request_id=request_id,
            kind=kind,
            amount_vnd=amount_vnd,
            now=now,
        )
    except services.RefundRefused as refusal:
        return {"vnp_ResponseCode": refusal.answer}
    return _of_refund(given_back)


def _of_refund(given_back: Refund) -> Fields:
    return {
        "vnp_ResponseCode": "00",
        "vnp_Amount": fields.amount_field(given_back.amount_vnd),
        "vnp_BankCode": given_back.transaction.bank_code,
        "vnp_PayDate": fields.time_field(given_back.made_at),
        "vnp_TransactionNo": given_back.number,
        "vnp_TransactionType": given_back.kind,
        "vnp_TransactionStatus": given_back.status,
    }
