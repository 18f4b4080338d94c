"""One service settles what any provider learned; whoever tells it first wins, the rest find it settled."""

from __future__ import annotations

from django.db import transaction

from base import clock
from base.money import Dong
from events.outbox import record
from events.payments import PaymentCaptured, PaymentFailed, PaymentHeld
from payments.ledger.services import post_entry
from payments.models import PaymentAttempt
from payments.providers.outcome import Outcome

State = PaymentAttempt.State


@transaction.atomic
def settle(*, reference: str, outcome: Outcome) -> bool:
    """Apply what a provider says of an attempt. False when nothing changed: settled before, or nothing certain.

    Raises PaymentAttempt.DoesNotExist for an unknown reference.
    """
    attempt = PaymentAttempt.objects.select_for_update().get(reference=reference)
    if attempt.state not in (State.STARTED, State.FAILED) or outcome.state in ("pending", "unknown"):
        return False
    if attempt.state == State.FAILED and outcome.state == "failed":
        return False
    if outcome.state == "captured" and outcome.amount_vnd == attempt.amount_vnd:
        _capture(attempt, outcome)
    elif outcome.state == "failed":
        _finish(attempt, State.FAILED, outcome)
        record(PaymentFailed(*_what(attempt), code=outcome.code))
    else:
        # Suspected, reversed, or another amount than was asked for: a person looks at it.
        _finish(attempt, State.HELD, outcome)
        record(PaymentHeld(*_what(attempt), code=outcome.code))
    return True


@transaction.atomic
def capture_cash(*, order_number: str, amount: Dong, till: str) -> None:
    """Cash was counted into a till (`fair:<id>`). Telling it twice books it once."""
    now = clock.now()
    attempt, created = PaymentAttempt.objects.get_or_create(
        reference=f"{order_number}-CASH",
        defaults={
            "order_number": order_number,
            "provider": f"{till.partition(':')[0]}_cash"[:12],
            "amount_vnd": amount.amount,
            "state": State.CAPTURED,
            "created_at": now,
            "settled_at": now,
        },
    )
    if created:
        _book(attempt, f"till:{till}")
        record(PaymentCaptured(*_what(attempt)))


def _capture(attempt: PaymentAttempt, outcome: Outcome) -> None:
    paid_before = PaymentAttempt.objects.filter(order_number=attempt.order_number, state=State.CAPTURED).exists()
    _finish(attempt, State.SURPLUS if paid_before else State.CAPTURED, outcome)
    _book(attempt, "vnpay")
    record(PaymentCaptured(*_what(attempt)))


def _finish(attempt: PaymentAttempt, state: str, outcome: Outcome) -> None:
    attempt.state = state
    attempt.failure_code = "" if state in (State.CAPTURED, State.SURPLUS) else outcome.code[:10]
    attempt.provider_reference = outcome.provider_reference
    attempt.settled_at = clock.now()
    attempt.save()


def _book(attempt: PaymentAttempt, where: str) -> None:
    post_entry(
        reference=f"captured:{attempt.reference}",
        kind="payment_captured",
        debit={where: Dong(attempt.amount_vnd)},
        credit={f"order:{attempt.order_number}": Dong(attempt.amount_vnd)},
    )


def _what(attempt: PaymentAttempt) -> tuple[str, str, int, str]:
    return attempt.reference, attempt.order_number, attempt.amount_vnd, attempt.provider
