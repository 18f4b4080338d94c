"""Calls to the gateway about refunds: each is claimed and committed first, made outside a transaction, then settled."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from base import clock
from payments.asking import next_question
from payments.methods import method_of
from payments.providers.outcome import Outcome
from payments.refunds.models import Refund
from payments.refunds.settling import note_question, settle_refund

State = Refund.State


def carry_out_refunds(*, now: datetime, limit: int = 50) -> int:
    """Make the calls that wait and ask about those that were not answered; says how many were made.

    The state is "unknown" before the first byte leaves: whatever breaks from here on, nobody calls it not done.
    """
    waiting = list(Refund.objects.filter(state=State.WAITING).order_by("pk").values_list("pk", flat=True)[:limit])
    open_calls = Refund.objects.filter(state__in=Refund.CALLED, ask_at__lte=now).order_by("ask_at")
    unsure = list(open_calls.values_list("pk", flat=True)[:limit])
    return sum(_call(pk, now) for pk in waiting) + sum(_ask(pk, now) for pk in unsure)


def _call(pk: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            mine = Refund.objects.filter(pk=pk, state=State.WAITING).update(
                state=State.UNKNOWN, sent_at=now, times_asked=0, ask_at=next_question(1, now)
            )
    except IntegrityError:
        # Another refund of the same payment is under way: one at a time, or answers could be mixed up.
        return False
    if mine:
        _send(_read(pk), now)
    return bool(mine)


def _ask(pk: int, now: datetime) -> bool:
    refund = _read(pk)
    if not note_question(reference=refund.reference, asked=refund.times_asked, now=now):
        return False
    outcome = method_of(refund.attempt).ask_refund(refund, now=now)
    settled = settle_refund(reference=refund.reference, call_id=refund.call_id, outcome=outcome)
    if not settled and _not_arrived(refund, outcome, now):
        _send(refund, now)
    return True


def _not_arrived(refund: Refund, outcome: Outcome, now: datetime) -> bool:
    # A proven answer that knows of no such refund. Repeating is safe on the day of the call only: request ids are
    # unique per day, and on the next one the same id could be a second refund.
    same_day = refund.sent_at is not None and clock.market_day(refund.sent_at) == clock.market_day(now)
    return refund.state == State.UNKNOWN and bool(outcome.code) and same_day


def _send(refund: Refund, now: datetime) -> None:
    outcome = method_of(refund.attempt).refund(refund, now=now)
    settle_refund(reference=refund.reference, call_id=refund.call_id, outcome=outcome)


def _read(pk: int) -> Refund:
    return Refund.objects.select_related("attempt").get(pk=pk)
