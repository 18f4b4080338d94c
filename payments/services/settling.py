"""One service settles what any provider learned; whoever tells it first wins, the rest find it settled."""

from __future__ import annotations

from django.db import transaction

from base import clock
from base.money import Dong
from events.outbox import record
from events.payments import PaymentCaptured, PaymentFailed, PaymentHeld
from payments.ledger.services import post_entry
from payments.methods import method_of
from payments.models import PaymentAttempt
from payments.providers.outcome import Outcome
from payments.refunds.asking_for import request_refund

State, Hold = PaymentAttempt.State, PaymentAttempt.Hold


@transaction.atomic
def settle(*, reference: str, outcome: Outcome, paid_into: str = "") -> bool:
    """Apply what a provider says of an attempt. False when nothing changed: settled before, or nothing certain.

    `paid_into` is the ledger's account that holds the money, when it is not the method's own. A second payment of an
    order is `surplus` and goes back at once. Raises PaymentAttempt.DoesNotExist for an unknown reference.
    """
    attempt = PaymentAttempt.objects.select_for_update().get(reference=reference)
    if attempt.state not in (State.STARTED, State.FAILED) or outcome.state in ("pending", "unknown"):
        return False
    if attempt.state == State.FAILED and outcome.state == "failed":
        return False
    if outcome.state == "captured" and outcome.amount_vnd == attempt.amount_vnd:
        attempt.provider_reference, attempt.paid_at = outcome.provider_reference, outcome.paid_at
        receive(attempt, paid_into)
    elif outcome.state == "failed":
        _finish(attempt, State.FAILED, outcome)
        record(PaymentFailed(*what(attempt), code=outcome.code))
    else:
        # Suspected, reversed, or another amount than was asked for: a person looks at it.
        attempt.hold_reason = {"suspected": Hold.SUSPECTED, "reversed": Hold.REVERSED}.get(outcome.state, Hold.AMOUNT)
        _finish(attempt, State.HELD, outcome)
        record(PaymentHeld(*what(attempt), code=outcome.code))
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
            "paid_at": now,
        },
    )
    if created:
        _book(attempt, f"till:{till}")
        record(PaymentCaptured(*what(attempt)))


def receive(attempt: PaymentAttempt, paid_into: str = "") -> None:
    """The money is in: book it, and tell, or send it back when the order was paid before. The caller holds the row."""
    surplus = PaymentAttempt.objects.filter(order_number=attempt.order_number, state=State.CAPTURED).exists()
    take_in(attempt, State.SURPLUS if surplus else State.CAPTURED, paid_into)
    if not surplus:
        record(PaymentCaptured(*what(attempt)))
        return
    give_back(attempt, reason="paid_twice")


def give_back(attempt: PaymentAttempt, *, reason: str) -> None:
    """All of a payment that the market does not keep goes back."""
    request_refund(
        order_number=attempt.order_number,
        amount=Dong(attempt.amount_vnd),
        reason=reason,
        request_key=f"{reason}:{attempt.reference}",
        attempt=attempt,
    )


def take_in(attempt: PaymentAttempt, state: str, paid_into: str = "") -> None:
    """Note and book money that came in. The caller holds the row."""
    attempt.state, attempt.failure_code, attempt.hold_reason = state, "", ""
    attempt.settled_at, attempt.ask_at = clock.now(), None
    attempt.paid_at = attempt.paid_at or attempt.settled_at
    _save(attempt)
    _book(attempt, paid_into or method_of(attempt).account(attempt))


def what(attempt: PaymentAttempt) -> tuple[str, str, int, str]:
    """The fields of every event about an attempt."""
    return attempt.reference, attempt.order_number, attempt.amount_vnd, attempt.provider


def _finish(attempt: PaymentAttempt, state: str, outcome: Outcome) -> None:
    attempt.state, attempt.failure_code = state, outcome.code[:10]
    attempt.provider_reference, attempt.paid_at = outcome.provider_reference, outcome.paid_at
    attempt.settled_at, attempt.ask_at = clock.now(), None
    _save(attempt)


def _save(attempt: PaymentAttempt) -> None:
    # Not `refunded_vnd`: that column is the database's own.
    attempt.save(
        update_fields=[
            "state", "failure_code", "hold_reason", "provider_reference", "settled_at", "paid_at", "ask_at"
        ]
    )  # fmt: skip


def _book(attempt: PaymentAttempt, where: str) -> None:
    post_entry(
        reference=f"captured:{attempt.reference}",
        kind="payment_captured",
        debit={where: Dong(attempt.amount_vnd)},
        credit={f"order:{attempt.order_number}": Dong(attempt.amount_vnd)},
    )
