"""What happens to money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from events.base import Event


@dataclass(frozen=True)
class PaymentEvent(Event):
    """Anything that happens to one try at paying. `reference` is our own, one per try (VNPAY's vnp_TxnRef)."""

    aggregate: ClassVar[str] = "payment"
    key: ClassVar[str] = "reference"

    reference: str
    order_number: str
    amount_vnd: int
    provider: str


@dataclass(frozen=True)
class PaymentCaptured(PaymentEvent):
    """The money is ours to deliver for."""


@dataclass(frozen=True)
class PaymentFailed(PaymentEvent):
    """This try ended without money; the buyer may try again while the stock is held."""

    code: str


@dataclass(frozen=True)
class PaymentHeld(PaymentEvent):
    """The gateway took the money but suspects fraud, or reversed it: nothing ships until a person looks."""

    code: str


@dataclass(frozen=True)
class PayoutEvent(Event):
    """Anything that happens to one seller's transfer."""

    aggregate: ClassVar[str] = "payout"
    key: ClassVar[str] = "payout_id"

    payout_id: int
    seller_id: int
    amount_vnd: int


@dataclass(frozen=True)
class PayoutSent(PayoutEvent):
    """The bank was told to pay; the seller's account is cleared by it."""


@dataclass(frozen=True)
class PayoutReturned(PayoutEvent):
    """The bank sent it back; it is owed again, and the seller has to look at his bank account."""


@dataclass(frozen=True)
class RefundEvent(Event):
    """Anything that happens to one refund. `reference` is our own, one per refund."""

    aggregate: ClassVar[str] = "refund"
    key: ClassVar[str] = "reference"

    reference: str
    order_number: str
    amount_vnd: int


@dataclass(frozen=True)
class RefundRequested(RefundEvent):
    """Money has to go back and is set aside for it. `by_hand`: no gateway can be asked to do it, a person has to."""

    reason: str
    by_hand: bool


@dataclass(frozen=True)
class RefundCompleted(RefundEvent):
    """It is certain that the money went back. `method` is where it left from: vnpay, bank or till."""

    method: str


@dataclass(frozen=True)
class RefundFailed(RefundEvent):
    """The gateway refused to give it back (`code` is its own); it is still owed, and a person has to do it."""

    code: str


@dataclass(frozen=True)
class DifferencesFound(Event):
    """A day's settlement file and our books do not agree in `new` things that nobody had named before."""

    aggregate: ClassVar[str] = "reconciliation"
    key: ClassVar[str] = "day"

    # Gateway and market day: `vnpay-2026-11-25`.
    day: str
    new: int
