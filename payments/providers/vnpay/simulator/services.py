"""What happens at VNPAY when a buyer comes, decides, or money goes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from base.errors import MarketError
from payments.providers.errors import InvalidPaymentRequest
from payments.providers.vnpay import fields, signing
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.simulator.courier import courier
from payments.providers.vnpay.simulator.faults import faults_of
from payments.providers.vnpay.simulator.models import Call, FaultSwitch, Refund, Transaction

#: A buyer's choice as vnp_ResponseCode and vnp_TransactionStatus.
CHOICES: Mapping[str, tuple[str, str]] = {
    "success": ("00", "00"),
    "insufficient": ("51", "02"),
    "cancel": ("24", "02"),
    "suspected": ("07", "07"),
    "reversed": ("99", "04"),
}
_EXPIRED = ("11", "02")


class PageRefused(MarketError):
    """VNPAY would show an error page. `reason` is one of signature, format, reference."""

    code = "vnpay_simulator_page_refused"


class RefundRefused(MarketError):
    """`answer` is the vnp_ResponseCode that says why."""

    code = "vnpay_simulator_refund_refused"

    def __init__(self, answer: str) -> None:
        super().__init__(answer=answer)
        self.answer = answer


def open_transaction(*, params: Mapping[str, str], config: VnpayConfig) -> Transaction:
    """The transaction a pay URL asks for; opening the same URL again shows the same one.

    Raises PageRefused for a wrong signature, a field out of format, or a reference already used today.
    """
    if not signing.verify(params, config.hash_secret):
        raise PageRefused(reason="signature")
    wanted = _read_pay_url(params, config)
    key = {name: wanted.pop(name) for name in ("tmn_code", "txn_ref", "day")}
    found, created = Transaction.objects.get_or_create(**key, defaults=wanted)
    if not created and (found.create_date, found.amount_vnd) != (wanted["create_date"], wanted["amount_vnd"]):
        raise PageRefused(reason="reference")
    return found


def _read_pay_url(params: Mapping[str, str], config: VnpayConfig) -> dict[str, object]:
    amount_vnd = fields.read_amount(params.get("vnp_Amount", ""))
    expires_at = fields.read_time(params.get("vnp_ExpireDate", ""))
    create_date = params.get("vnp_CreateDate", "")
    return_url = params.get("vnp_ReturnUrl", "")
    fixed = {"vnp_Version": fields.VERSION, "vnp_Command": "pay", "vnp_CurrCode": "VND", "vnp_TmnCode": config.tmn_code}
    try:
        txn_ref = fields.reference("txn_ref", params.get("vnp_TxnRef", ""))
        order_info = fields.plain_text("order_info", params.get("vnp_OrderInfo", ""))
        fields.ip_field(params.get("vnp_IpAddr", ""))
    except InvalidPaymentRequest:
        raise PageRefused(reason="format") from None
    right = all(params.get(name) == value for name, value in fixed.items()) and fields.read_time(create_date)
    if not right or not amount_vnd or not expires_at or not _is_address(return_url):
        raise PageRefused(reason="format")
    return {
        "tmn_code": config.tmn_code,
        "txn_ref": txn_ref,
        "day": create_date[:8],
        "create_date": create_date,
        "amount_vnd": amount_vnd,
        "order_info": order_info,
        "return_url": return_url,
        "bank_code": params.get("vnp_BankCode", "")[:20] or "NCB",
        "expires_at": expires_at,
    }


def _is_address(url: str) -> bool:
    return url.startswith(("http://", "https://")) and len(url) <= 255


@transaction.atomic
def decide(*, transaction_id: int, choice: str, now: datetime) -> Transaction:
    """Finish a transaction once, and put the IPN call in line; a second decision changes nothing.

    A page that is past its time ends as 11 whatever was pressed. Raises KeyError for a choice that is none.
    """
    simulated = Transaction.objects.get(pk=transaction_id)
    code, status = CHOICES[choice] if now <= simulated.expires_at else _EXPIRED
    decided = Transaction.objects.filter(pk=transaction_id, status="01").update(
        response_code=code, status=status, decided_at=now
    )
    simulated.refresh_from_db()
    faults = faults_of(simulated.txn_ref)
    if decided and not faults.drop_ipn:
        due_at = now + timedelta(seconds=faults.ipn_delay_seconds)
        Call.objects.create(transaction=simulated, due_at=due_at, repeats_left=faults.ipn_repeats)
        transaction.on_commit(courier.wake)
    return simulated


def remember_payment(*, txn_ref: str, amount_vnd: int, created_at: datetime, decided_at: datetime) -> Transaction:
    """A payment that succeeded in the demo's past, before anybody could open the page; no IPN call is owed for it."""
    create_date = fields.time_field(created_at)
    return Transaction.objects.create(
        tmn_code=VnpayConfig.from_settings().tmn_code,
        txn_ref=txn_ref,
        day=create_date[:8],
        create_date=create_date,
        amount_vnd=amount_vnd,
        order_info=f"Thanh toan {txn_ref}",
        return_url="",
        bank_code="NCB",
        expires_at=created_at + timedelta(minutes=15),
        response_code="00",
        status="00",
        decided_at=decided_at,
    )


def give_back(*, simulated: Transaction, request_id: str, kind: str, amount_vnd: int, now: datetime) -> Refund:
    """Book a refund. Raises RefundRefused: 95 nothing was paid, 04 all of it after a part, 93 too much, 94 repeated."""
    if simulated.status != "00":
        raise RefundRefused("95")
    if kind == "02" and simulated.amount_vnd != amount_vnd:
        raise RefundRefused("93")
    day = fields.time_field(now)[:8]
    try:
        with transaction.atomic():
            refund = Refund.objects.create(
                transaction=simulated, request_id=request_id, day=day, kind=kind, amount_vnd=amount_vnd, made_at=now
            )
            room = Transaction.objects.filter(pk=simulated.pk, refunded_vnd__lte=F("amount_vnd") - amount_vnd)
            if not room.update(refunded_vnd=F("refunded_vnd") + amount_vnd):
                raise RefundRefused("04" if kind == "02" else "93")
    except IntegrityError:
        raise RefundRefused("94") from None
    return refund


@transaction.atomic
def decide_refund(*, given_back: Refund) -> Refund:
    """What became of a refund that somebody asks about: done, or as a switch says. It is decided once.

    Of one that is refused the money is there again, for the next.
    """
    answer = faults_of(given_back.transaction.txn_ref).refund_answer
    status = {FaultSwitch.SLOW: "05", FaultSwitch.LATE_REFUSAL: "09"}.get(answer, "00")
    decided = Refund.objects.filter(pk=given_back.pk, status="05").update(status=status)
    if decided and status == "09":
        payment = Transaction.objects.filter(pk=given_back.transaction_id)
        payment.update(refunded_vnd=F("refunded_vnd") - given_back.amount_vnd)
    given_back.refresh_from_db()
    return given_back
