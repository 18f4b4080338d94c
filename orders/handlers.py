"""What orders do when money arrives."""

from base.money import Dong
from events.base import Envelope
from events.payments import PaymentCaptured
from orders.services import confirm_order


def confirm_payment(envelope: Envelope[PaymentCaptured]) -> None:
    """A paid order goes to its sellers."""
    event = envelope.event
    confirm_order(order_number=event.order_number, amount=Dong(event.amount_vnd))
