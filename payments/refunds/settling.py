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
def settle_refund(*, reference: str, outcome: Outcome) -> bool:
    """Apply what a gateway says of a refund that it was asked for. False when that changes nothing.

    Only `reversed` is money back, only `failed` is a refusal; everything else leaves the refund open. An answer about
    another amount, or with a number that another refund of ours has, speaks of something else.
    """
    refund = Refund.objects.select_for_update().select_related("attempt").get(reference=reference)
    if refund.state not in Refund.CALLED or outcome.state not in ("reversed", "pending", "failed"):
        return False
    if not _speaks_of(outcome, refund):
        return False
    refund.provider_reference = outcome.provider_reference or refund.provider_reference
    refund.moved_at = refund.moved_at or outcome.paid_at
    if outcome.state == "reversed":
        complete(refund)
    elif outcome.state == "failed":
        refund.state, refund.failure_code, refund.ask_at = State.BY_HAND, outcome.code[:10], None
        refund.save()
        record(RefundFailed(refund.reference, refund.order_number, refund.amount_vnd, code=refund.failure_code))
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
    refund.provider_reference = provider_reference[:100] or refund.provider_reference
    refund.moved_at = refund.moved_at or clock.now()
    complete(refund)
    return refund


@transaction.atomic
def hand_over_to_person(*, reference: str, note: str) -> Refund:
    """Somebody saw at the gateway that an unanswered call did not happen: it is a person's to do.

    Raises RefundDecided when no call is open.
    """
    refund = _open(reference, set(Refund.CALLED))
    refund.state, refund.ask_at, refund.note = State.BY_HAND, None, note[:300]
    refund.save()
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


def _speaks_of(outcome: Outcome, refund: Refund) -> bool:
    if outcome.amount_vnd not in (None, refund.amount_vnd):
        return False
    number = outcome.provider_reference
    others = Refund.objects.filter(attempt=refund.attempt, provider_reference=number).exclude(pk=refund.pk)
    return not (number and others.exists())


def _open(reference: str, states: set[str]) -> Refund:
    refund = Refund.objects.select_for_update().get(reference=reference)
    if refund.state not in states:
        raise RefundDecided(reference=reference, state=refund.state)
    return refund
