"""Money that a gateway held back: an operator decides, with the gateway's own word beside the decision."""

from __future__ import annotations

from django.db import transaction

from base import clock
from events.outbox import record
from events.payments import PaymentFailed
from payments.errors import NotHeld
from payments.models import PaymentAttempt
from payments.services.settling import give_back, receive, take_in, what

State, Hold = PaymentAttempt.State, PaymentAttempt.Hold


@transaction.atomic
def release_held(*, reference: str) -> None:
    """The gateway cleared a suspected payment: it counts as any other. Raises NotHeld."""
    receive(_held(reference, Hold.SUSPECTED))


@transaction.atomic
def give_back_held(*, reference: str) -> None:
    """A suspected payment is not taken: the money, which lies at the gateway, goes back. Raises NotHeld."""
    attempt = _held(reference, Hold.SUSPECTED)
    take_in(attempt, State.SURPLUS)
    give_back(attempt, reason="suspected")


@transaction.atomic
def close_held(*, reference: str) -> None:
    """No money of this try is with us (the bank returns it, or another amount is dealt with outside).

    The buyer may pay again. Raises NotHeld.
    """
    attempt = _held(reference, Hold.REVERSED, Hold.AMOUNT)
    attempt.state, attempt.settled_at = State.FAILED, clock.now()
    attempt.save(update_fields=["state", "settled_at"])
    record(PaymentFailed(*what(attempt), code=attempt.failure_code))


def _held(reference: str, *reasons: str) -> PaymentAttempt:
    attempt = PaymentAttempt.objects.select_for_update().get(reference=reference)
    if attempt.state != State.HELD or attempt.hold_reason not in reasons:
        raise NotHeld(reference=reference, state=attempt.state)
    return attempt
