"""What payments do when something happened to an order: each handler books, notes or asks for one thing, once."""

from __future__ import annotations

from base.money import Dong
from events.base import Envelope
from events.orders import CodCashHandedOver, RefundBecameDue, SaleReturned, SellerOrderDelivered
from payments.refunds.asking_for import request_refund
from payments.sales import returns, services
from payments.services.collecting import note_collected


def book_sale(envelope: Envelope[SellerOrderDelivered]) -> None:
    """Goods were delivered: who gets what of the buyer's money."""
    services.book_sale(delivered=envelope.event, at=envelope.occurred_at)


def book_cash_handed_over(envelope: Envelope[CodCashHandedOver]) -> None:
    """Cash changed hands."""
    services.book_cash_handed_over(handed=envelope.event, event_id=envelope.event_id, at=envelope.occurred_at)


def book_return(envelope: Envelope[SaleReturned]) -> None:
    """A sale is taken back."""
    returns.book_return(returned=envelope.event, at=envelope.occurred_at)


def request_due_refund(envelope: Envelope[RefundBecameDue]) -> None:
    """Money has to go back: it is set aside, and called for or put into a person's queue."""
    event = envelope.event
    request_refund(
        order_number=event.order_number,
        amount=Dong(event.amount_vnd),
        reason=event.reason,
        request_key=envelope.event_id,
    )


def note_cash_on_delivery(envelope: Envelope[SellerOrderDelivered]) -> None:
    """A parcel paid at the door."""
    event = envelope.event
    if event.payment_method == "cod":
        discounts = event.market_discount_vnd + event.seller_discount_vnd
        paid = Dong(event.goods_vnd + event.delivery_fee_vnd - discounts)
        note_collected(order_number=event.order_number, amount=paid)
