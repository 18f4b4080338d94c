"""Entries for live pages. An entry says that something happened; the page fetches what it is allowed to see."""

from __future__ import annotations

from typing import Any

from events.base import Envelope
from events.orders import SellerOrderReady
from notifications import topics
from notifications.services import add_entry
from orders.models import Order


def tell_seller(envelope: Envelope[Any]) -> None:
    """The producer's phone: something about the stall, its goods or its orders."""
    add_entry(topic=topics.of_seller(envelope.event.seller_id), envelope=envelope)


def tell_seller_of_order(envelope: Envelope[SellerOrderReady]) -> None:
    """A new order makes the phone ring. What is sold at a fair is over when it is told, so only its end is."""
    if not Order.objects.filter(number=envelope.event.order_number, channel=Order.Channel.FAIR).exists():
        tell_seller(envelope)


def tell_order_page(envelope: Envelope[Any]) -> None:
    """The buyer's order page: something about the order, one of its parts or its payment."""
    add_entry(topic=topics.of_order(envelope.event.order_number), envelope=envelope)


def tell_operators(envelope: Envelope[Any]) -> None:
    """The operators' desk: there is something to decide."""
    add_entry(topic=topics.OPERATORS, envelope=envelope)


def tell_officials(envelope: Envelope[Any]) -> None:
    """The officials' pages: a figure moved. It hears of what was counted, so the figure is there when it is fetched."""
    add_entry(topic=topics.INDICATORS, envelope=envelope)
