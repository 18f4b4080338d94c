"""What the figures do when a sale is complete."""

from __future__ import annotations

from base.clock import MARKET_ZONE
from events.base import Envelope
from events.indicators import SaleCounted
from events.orders import SellerOrderDelivered
from events.outbox import record
from indicators import services


def count_sale(envelope: Envelope[SellerOrderDelivered]) -> None:
    """The sale enters the figures; whoever looks at them is told."""
    event = envelope.event
    if services.count(envelope=envelope):
        month = f"{envelope.occurred_at.astimezone(MARKET_ZONE):%Y-%m}"
        record(SaleCounted(event.seller_order_id, commune_code=event.commune_code, month=month))
