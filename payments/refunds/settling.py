"""What became of a refund: booked when it is certain, never before."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from base import clock
from base.money import Dong
from events.outbox import record
from events.payments import RefundCompleted, RefundFailed
from payments.asking import next_question
from payments.ledger.services import post_entry
from payments.providers.outcome import Outcome
from payments.refunds.errors import RefundDecided
from payments.refunds.models import Refund

State = Refund.State


@transaction.atomic
def settle_refund(*, reference: str, call_id: str, outcome: Outcome) -> bool:
    """Apply what a gateway says of the call `call_id` for a refund. False when that changes nothing.

    Only `reversed` is money back, only `failed` is a refusal; everything else leaves the refund open. An answer about
    another amount, or with a number that another refund or an earlier call of this one has, speaks of something else.
    """
    refund = Refund.objects.select_for_update().select_related("attempt").get(reference=reference)
    if refund.state not in Refund.CALLED or outcome.state not in ("reversed", "pending", "failed"):
        return False
    if refund.call_id != call_id or not _speaks_of(outcome, refund):
        return False
    if outcome.state == "failed":
        _refuse(refund, outcome)
        return True
    # A number that an unanswered call has is that of the call before, which was refused.
    known = "" if refund.state == State.UNKNOWN else refund.provider_reference
    refund.provider_reference = outcome.provider_reference or known
    refund.moved_at = refund.moved_at or outcome.paid_at
    if outcome.state == "reversed":
        complete(refund)
    else:
        refund.state = State.SENT
        refund.save()
    return True


def complete(refund: Refund) -> None:
    """Mark as given back, book it and tell. The caller holds the row and the transaction."""
    refund.state, refund.ask_at, refund.completed_at = State.COMPLETED, None, clock.now()
    refund.save()
    amount = Dong(refund.amount_vnd)
    post_entry(
        reference=f"refund:{refund.reference}",
        kind="refund",
        debit={f"order:{refund.order_number}": amount},
        credit={refund.account: amount},
    )
    left_from = refund.account.partition(":")[0]
    record(RefundCompleted(refund.reference, refund.order_number, refund.amount_vnd, method=left_from))


@transaction.atomic
def complete_by_hand(*, reference: str, note: str, account: str = "", provider_reference: str = "") -> Refund:
    """A person gave the money back, or saw at the gateway that it went. `account` is where it left from, when not
    from where it lay. Raises RefundDecided when it is not a person's turn.
    """
    refund = _open(reference, {State.BY_HAND, *Refund.CALLED})
    refund.note = note[:300]
    refund.account = account or refund.account
    known = refund.provider_reference if refund.state == State.SENT else ""
    refund.provider_reference = provider_reference[:100] or known
    # What was seen at the gateway went with its call; what a person does goes now.
    called_at = refund.sent_at if refund.state in Refund.CALLED else None
    refund.moved_at = refund.moved_at or called_at or clock.now()
    complete(refund)
    return refund


@transaction.atomic
def hand_over_to_person(*, reference: str, note: str) -> Refund:
    """Somebody saw at the gateway that an unanswered call did not happen: it is a person's to do.

    Raises RefundDecided when no call is open.
    """
    refund = _open(reference, set(Refund.CALLED))
    refund.note = note[:300]
    _put_by_hand(refund)
    return refund


@transaction.atomic
def call_again(*, reference: str, new_call_id: str) -> Refund:
    """Ask the gateway once more for a refund that it refused. Raises RefundDecided when it did not refuse."""
    refund = _open(reference, {State.BY_HAND})
    if not refund.call_id:
        raise RefundDecided(reference=reference, state=refund.state)
    refund.state, refund.call_id, refund.failure_code = State.WAITING, new_call_id, ""
    refund.save()
    return refund


@transaction.atomic
def note_question(*, reference: str, asked: int, now: datetime) -> bool:
    """Claim the next question about a refund. False when another process has it."""
    return bool(
        Refund.objects.filter(reference=reference, state__in=Refund.CALLED, times_asked=asked).update(
            times_asked=asked + 1, ask_at=next_question(asked + 1, now)
        )
    )


def _refuse(refund: Refund, outcome: Outcome) -> None:
    refund.failure_code = outcome.code[:10]
    # Kept, so that an answer about it is not taken for one about the next call.
    refund.provider_reference = outcome.provider_reference or refund.provider_reference
    _put_by_hand(refund)
    record(RefundFailed(refund.reference, refund.order_number, refund.amount_vnd, code=refund.failure_code))


def _put_by_hand(refund: Refund) -> None:
    """No call has moved the money, so it has not moved on any day."""
    refund.state, refund.ask_at, refund.moved_at = State.BY_HAND, None, None
    refund.save()


def _speaks_of(outcome: Outcome, refund: Refund) -> bool:
    if outcome.amount_vnd not in (None, refund.amount_vnd):
        return False
    number = outcome.provider_reference
    if number and refund.state == State.UNKNOWN and number == refund.provider_reference:
        return False
    others = Refund.objects.filter(attempt=refund.attempt, provider_reference=number).exclude(pk=refund.pk)
    return not (number and others.exists())


def _open(reference: str, states: set[str]) -> Refund:
    refund = Refund.objects.select_for_update().get(reference=reference)
    if refund.state not in states:
        raise RefundDecided(reference=reference, state=refund.state)
    return refund
