"""For which order a transfer was. Code and amount must both fit; everything else waits for a person."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from base import clock
from base.clock import MARKET_ZONE
from base.money import Dong
from catalogue.folding import without_marks
from payments.bank.errors import NoSuchOrderToPay, TransferAmountDiffers, TransferDecided
from payments.bank.models import BankTransfer
from payments.ledger.services import post_entry
from payments.models import PaymentAttempt
from payments.providers.outcome import Outcome
from payments.services.settling import settle

State, Why = BankTransfer.State, BankTransfer.Why
#: What an order's number looks like (orders/numbers.py): CD and eight more.
PREFIX, LENGTH = "CD", 10
SUSPENSE = "suspense:vietqr"


def match(transfer: BankTransfer) -> None:
    """Settle the order that the transfer names, or put its money aside. The caller holds the transaction."""
    attempts = _named_in(transfer.description)
    waiting = [attempt for attempt in attempts if attempt.state in _PAYABLE]
    fitting = [attempt for attempt in waiting if attempt.amount_vnd == transfer.amount_vnd]
    if len(fitting) == 1 and len(waiting) == 1:
        _settle(transfer, fitting[0], "bank")
        return
    if len(waiting) > 1:
        transfer.why = Why.SEVERAL
    elif waiting:
        transfer.why = Why.AMOUNT
    else:
        transfer.why = Why.PAID if attempts else Why.NO_ORDER
    transfer.save()
    _book(transfer, "payment_unmatched", "transfer", "bank", SUSPENSE)


@transaction.atomic
def match_by_hand(*, transfer_id: int, order_number: str, note: str) -> BankTransfer:
    """An operator says for which order it was. Raises TransferDecided, NoSuchOrderToPay, TransferAmountDiffers."""
    transfer = _waiting(transfer_id)
    attempt = PaymentAttempt.objects.filter(reference=_reference(order_number), state__in=_PAYABLE).first()
    if attempt is None:
        raise NoSuchOrderToPay(order_number=order_number)
    if attempt.amount_vnd != transfer.amount_vnd:
        raise TransferAmountDiffers(amount_vnd=transfer.amount_vnd, wanted_vnd=attempt.amount_vnd)
    transfer.note = note[:300]
    _settle(transfer, attempt, SUSPENSE)
    return transfer


@transaction.atomic
def note_returned(*, transfer_id: int, note: str) -> BankTransfer:
    """An operator sent the money back where it came from. Raises TransferDecided."""
    return _decide(transfer_id, State.RETURNED, note, "unmatched_returned", "bank")


@transaction.atomic
def note_settlement(*, transfer_id: int, note: str) -> BankTransfer:
    """It was no buyer: VNPAY paid out what it had collected. Raises TransferDecided."""
    return _decide(transfer_id, State.SETTLEMENT, note, "gateway_settled", "vnpay")


@transaction.atomic
def confirm_seen(*, order_number: str, note: str) -> BankTransfer:
    """An operator saw the order's money on the account before the statement came. Raises NoSuchOrderToPay.

    The line of the statement is later recognised as this transfer.
    """
    attempt = PaymentAttempt.objects.filter(reference=_reference(order_number), state__in=_PAYABLE).first()
    if attempt is None:
        raise NoSuchOrderToPay(order_number=order_number)
    transfer = BankTransfer(
        fingerprint=f"seen:{attempt.reference}"[:64],
        booked_on=clock.market_day(clock.now()),
        amount_vnd=attempt.amount_vnd,
        description=order_number,
        note=note[:300],
    )
    _settle(transfer, attempt, "bank")
    return transfer


def seen_before(description: str, amount_vnd: int) -> BankTransfer | None:
    """The transfer that an operator confirmed by his own eyes and that this line of a statement is."""
    for attempt in _named_in(description):
        seen = BankTransfer.objects.filter(attempt=attempt, statement=None, amount_vnd=amount_vnd).first()
        if seen is not None:
            return seen
    return None


_PAYABLE = (PaymentAttempt.State.STARTED, PaymentAttempt.State.FAILED)


def _named_in(description: str) -> list[PaymentAttempt]:
    # Banks break the words of a transfer where their columns end, so white space says nothing.
    text = "".join(without_marks(description).upper().split())
    starts = [at for at in range(len(text)) if text.startswith(PREFIX, at)]
    references = {_reference(text[at : at + LENGTH]) for at in starts}
    return list(PaymentAttempt.objects.filter(reference__in=references, provider="vietqr").order_by("pk"))


def _reference(order_number: str) -> str:
    return f"{order_number.strip().upper()}-QR"


def _settle(transfer: BankTransfer, attempt: PaymentAttempt, account: str) -> None:
    noon = datetime(transfer.booked_on.year, transfer.booked_on.month, transfer.booked_on.day, 12, tzinfo=MARKET_ZONE)
    paid_at = min(noon.astimezone(UTC), clock.now())
    outcome = Outcome("captured", transfer.amount_vnd, transfer.bank_reference, paid_at=paid_at)
    if not settle(reference=attempt.reference, outcome=outcome, paid_into=account):
        raise TransferDecided(state=attempt.state)
    transfer.state, transfer.why, transfer.attempt, transfer.decided_at = State.MATCHED, "", attempt, clock.now()
    transfer.save()


def _decide(transfer_id: int, state: str, note: str, kind: str, account: str) -> BankTransfer:
    transfer = _waiting(transfer_id)
    transfer.state, transfer.note, transfer.decided_at = state, note[:300], clock.now()
    transfer.save()
    _book(transfer, kind, kind, SUSPENSE, account)
    return transfer


def _waiting(transfer_id: int) -> BankTransfer:
    transfer = BankTransfer.objects.select_for_update().get(pk=transfer_id)
    if transfer.state != State.UNMATCHED:
        raise TransferDecided(state=transfer.state)
    return transfer


def _book(transfer: BankTransfer, kind: str, name: str, debit: str, credit: str) -> None:
    amount = Dong(transfer.amount_vnd)
    post_entry(reference=f"{name}:{transfer.pk}", kind=kind, debit={debit: amount}, credit={credit: amount})
