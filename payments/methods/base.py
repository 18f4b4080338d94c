"""What the market asks of every way to pay."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from payments.models import PaymentAttempt
from payments.providers.outcome import Outcome
from payments.refunds.models import Refund


class PaymentMethod(Protocol):
    """Questions to a way of paying. None of them writes; those marked (network) run outside any transaction."""

    def start(self, attempt: PaymentAttempt, *, return_url: str) -> str:
        """The address to send the buyer to; "" when the order's own page shows how to pay."""
        ...

    def account(self, attempt: PaymentAttempt) -> str:
        """The ledger's account that holds what was paid."""
        ...

    def first_question(self, attempt: PaymentAttempt) -> datetime | None:
        """When to ask first what became of it; None when nobody can be asked."""
        ...

    def ask(self, attempt: PaymentAttempt, *, now: datetime) -> Outcome:
        """(network) What became of a payment."""
        ...

    def refunds_by_call(self, attempt: PaymentAttempt) -> bool:
        """Whether a program can give the money back; otherwise a person does."""
        ...

    def refund(self, refund: Refund, *, now: datetime) -> Outcome:
        """(network) Ask for the money to go back. Repeating it with the same `call_id` on the same day is safe."""
        ...

    def ask_refund(self, refund: Refund, *, now: datetime) -> Outcome:
        """(network) What became of a refund. `unknown` with a code: a proven answer that speaks of no such refund."""
        ...
