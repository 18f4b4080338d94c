"""Booking what was recorded and never booked: before the books existed, or by a delivery that was lost."""

from __future__ import annotations

from typing import cast

from django.db import transaction

from events.base import Envelope, Event
from events.orders import CodCashHandedOver, SaleReturned, SellerOrderDelivered
from events.selectors import all_from
from payments import handlers
from payments.ledger.models import Entry

KINDS: tuple[type[Event], ...] = (SellerOrderDelivered, CodCashHandedOver, SaleReturned)


def book_missing() -> int:
    """Go through the log from event number one and book what is not booked; says how many entries that made.

    Nothing that is booked changes: every movement has its reference.
    """
    before = Entry.objects.count()
    for envelope in all_from(0, KINDS):
        _book(envelope)
    return Entry.objects.count() - before


@transaction.atomic
def _book(envelope: Envelope[Event]) -> None:
    if isinstance(envelope.event, SellerOrderDelivered):
        handlers.book_sale(cast(Envelope[SellerOrderDelivered], envelope))
    elif isinstance(envelope.event, CodCashHandedOver):
        handlers.book_cash_handed_over(cast(Envelope[CodCashHandedOver], envelope))
    else:
        handlers.book_return(cast(Envelope[SaleReturned], envelope))
