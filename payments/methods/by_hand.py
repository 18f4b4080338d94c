"""Ways to pay without a gateway: nobody can be called, so people and bank statements tell what happened."""

from __future__ import annotations

from datetime import datetime

from payments.ledger.models import Leg
from payments.models import PaymentAttempt
from payments.providers.outcome import Outcome
from payments.refunds.models import Refund


class ByHand:
    """Nothing to call. Subclasses say where the money lies."""

    def start(self, attempt: PaymentAttempt, *, return_url: str) -> str:
        """The order's own page shows how to pay."""
        return ""

    def account(self, attempt: PaymentAttempt) -> str:
        """The market's account at its bank."""
        return "bank"

    def first_question(self, attempt: PaymentAttempt) -> datetime | None:
        """Nobody can be asked."""
        return None

    def ask(self, attempt: PaymentAttempt, *, now: datetime) -> Outcome:
        """Nobody can be asked."""
        return Outcome("unknown")

    def refunds_by_call(self, attempt: PaymentAttempt) -> bool:
        """A person gives it back."""
        return False

    def refund(self, refund: Refund, *, now: datetime) -> Outcome:
        """Nobody can be asked."""
        return Outcome("unknown")

    def ask_refund(self, refund: Refund, *, now: datetime) -> Outcome:
        """Nobody can be asked."""
        return Outcome("unknown")


class BankTransferByQr(ByHand):
    """VietQR: the buyer's bank sends the money to ours and tells nobody."""


class CashOnDelivery(ByHand):
    """The carrier holds the cash, or the seller; what goes back to a buyer leaves the market's bank account."""


class Cash(ByHand):
    """Counted into a till: what goes back comes out of that till."""

    def account(self, attempt: PaymentAttempt) -> str:
        """The till it was booked into."""
        booked = Leg.objects.filter(entry__reference=f"captured:{attempt.reference}", debit_vnd__gt=0)
        return booked.values_list("account__code", flat=True).first() or "bank"
