"""No notice came: the gateway is asked what became of a try, with ever longer pauses."""

from __future__ import annotations

from datetime import datetime

from payments.asking import next_question
from payments.methods import method_of
from payments.models import PaymentAttempt
from payments.providers.outcome import Outcome
from payments.services.settling import settle

State = PaymentAttempt.State


def ask_about_payments(*, now: datetime, limit: int = 100) -> int:
    """Ask about tries that are due, outside any transaction; says how many questions were asked."""
    due = PaymentAttempt.objects.filter(state=State.STARTED, ask_at__lte=now).order_by("ask_at")
    return sum(_ask(attempt, now) for attempt in list(due[:limit]))


def ask_about(*, reference: str, now: datetime) -> bool:
    """Ask about one try now, whatever its turn, and settle it. True when that changed something."""
    return settle(reference=reference, outcome=look_up(reference=reference, now=now))


def look_up(*, reference: str, now: datetime) -> Outcome:
    """(network) What the gateway says of a try now; nothing is settled by it."""
    attempt = PaymentAttempt.objects.get(reference=reference)
    return method_of(attempt).ask(attempt, now=now)


def _ask(attempt: PaymentAttempt, now: datetime) -> bool:
    mine = PaymentAttempt.objects.filter(pk=attempt.pk, state=State.STARTED, times_asked=attempt.times_asked).update(
        times_asked=attempt.times_asked + 1, ask_at=next_question(attempt.times_asked + 1, now)
    )
    if mine:
        settle(reference=attempt.reference, outcome=method_of(attempt).ask(attempt, now=now))
    return bool(mine)
