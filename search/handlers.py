"""What the index does when something happened. Handlers read everything afresh, so hearing twice changes nothing."""

from __future__ import annotations

from events.base import Envelope
from events.catalogue import ProductEvent
from events.fairs import FairChanged
from events.sellers import SellerEvent
from search import services


def index_product(envelope: Envelope[ProductEvent]) -> None:
    """A product appeared, changed, disappeared, or its stock did."""
    services.index_products(product_ids=[envelope.event.product_id])


def index_seller_products(envelope: Envelope[SellerEvent]) -> None:
    """A stall opened, or its name or place changed: all its cards show it."""
    services.index_seller(seller_id=envelope.event.seller_id)


def index_fair(envelope: Envelope[FairChanged]) -> None:
    """A fair was announced, its name or days changed, or goods were brought there or taken away."""
    services.index_fair(fair_id=envelope.event.fair_id)
