"""What the books do when something happened: each handler books one thing, once."""

from __future__ import annotations

from events.base import Envelope
from events.orders import CodCashHandedOver, SaleReturned, SellerOrderDelivered
from payments.sales import returns, services


def book_sale(envelope: Envelope[SellerOrderDelivered]) -> None:
    """Goods were delivered: who gets what of the buyer's money."""
    services.book_sale(delivered=envelope.event, at=envelope.occurred_at)


def book_cash_handed_over(envelope: Envelope[CodCashHandedOver]) -> None:
    """Cash changed hands."""
    services.book_cash_handed_over(handed=envelope.event, event_id=envelope.event_id, at=envelope.occurred_at)


def book_return(envelope: Envelope[SaleReturned]) -> None:
    """A sale is taken back."""
    returns.book_return(returned=envelope.event, at=envelope.occurred_at)
