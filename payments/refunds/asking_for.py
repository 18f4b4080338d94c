"""A refund begins: the money is set aside for it, or nothing is written."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction

from base import clock
from base.money import Dong
from events.outbox import record
from events.payments import RefundRequested
from payments.methods import method_of
from payments.models import PaymentAttempt
from payments.refunds.errors import RefundExceedsPaid
from payments.refunds.models import Refund


@transaction.atomic
def request_refund(
    *, order_number: str, amount: Dong, reason: str, request_key: str, attempt: PaymentAttempt | None = None
) -> Refund:
    """Set money aside to go back to the buyer. The same `request_key` is one refund.

    From `attempt`, else from the payment that the order stands on. Raises RefundExceedsPaid, which the database
    decides: of two at once that do not fit together, one is refused.
    """
    if (asked := Refund.objects.filter(request_key=request_key).first()) is not None:
        return asked
    attempt = attempt or _payment_of(order_number)
    if attempt is None:
        raise RefundExceedsPaid(order_number=order_number, amount_vnd=amount.amount, left_vnd=0)
    try:
        with transaction.atomic():
            refund = _write(attempt, amount, reason, request_key)
    except IntegrityError:
        if (asked := Refund.objects.filter(request_key=request_key).first()) is not None:
            return asked
        attempt.refresh_from_db()
        left = attempt.amount_vnd - attempt.refunded_vnd
        raise RefundExceedsPaid(order_number=order_number, amount_vnd=amount.amount, left_vnd=left) from None
    by_hand = refund.state == Refund.State.BY_HAND
    record(RefundRequested(refund.reference, order_number, amount.amount, reason=reason, by_hand=by_hand))
    return refund


def _payment_of(order_number: str) -> PaymentAttempt | None:
    return PaymentAttempt.objects.filter(order_number=order_number, state=PaymentAttempt.State.CAPTURED).first()


def _write(attempt: PaymentAttempt, amount: Dong, reason: str, request_key: str) -> Refund:
    method = method_of(attempt)
    by_call = method.refunds_by_call(attempt)
    return Refund.objects.create(
        reference=f"HT{uuid.uuid4().hex[:18].upper()}",
        request_key=request_key,
        attempt=attempt,
        order_number=attempt.order_number,
        amount_vnd=amount.amount,
        reason=reason,
        state=Refund.State.WAITING if by_call else Refund.State.BY_HAND,
        account=method.account(attempt),
        call_id=uuid.uuid4().hex if by_call else "",
        created_at=clock.now(),
    )
