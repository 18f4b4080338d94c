"""Cash on delivery: what buyers have paid at their door."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from base import clock
from base.money import Dong
from payments.models import PaymentAttempt

State = PaymentAttempt.State


@transaction.atomic
def note_collected(*, order_number: str, amount: Dong) -> None:
    """A parcel was paid at the door: the order's one attempt grows by it, so that a refund has something to come from.

    Who holds the cash is the ledger's business. Not idempotent by itself: called once per delivered event.
    """
    now = clock.now()
    attempt, created = PaymentAttempt.objects.get_or_create(
        reference=f"{order_number}-COD",
        defaults={
            "order_number": order_number,
            "provider": "cod",
            "amount_vnd": amount.amount,
            "state": State.CAPTURED,
            "created_at": now,
            "settled_at": now,
            "paid_at": now,
        },
    )
    if not created:
        PaymentAttempt.objects.filter(pk=attempt.pk).update(amount_vnd=F("amount_vnd") + amount.amount, settled_at=now)
