"""Facts are made of events and of nothing else, so they can be thrown away and made again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from base.clock import MARKET_ZONE
from events.base import Envelope
from events.orders import SellerOrderDelivered
from events.selectors import all_from
from indicators.models import SaleFact

BATCH = 500


def facts_of(envelope: Envelope[SellerOrderDelivered]) -> list[SaleFact]:
    """The facts of one completed sale, one for each of its lines; not saved."""
    event = envelope.event
    return [
        SaleFact(
            line_id=line.line_id,
            order_number=event.order_number,
            seller_order_id=event.seller_order_id,
            seller_id=event.seller_id,
            product_id=line.product_id,
            commune_code=event.commune_code,
            category_slug=line.category_slug,
            channel=event.channel,
            fair_id=event.fair_id,
            payment_method=event.payment_method,
            quantity=line.quantity,
            # What it was sold for: the producer's own discount lowers it, one that the market bears does not.
            amount_vnd=line.amount_vnd - line.seller_discount_vnd,
            completed_at=envelope.occurred_at,
            month=f"{envelope.occurred_at.astimezone(MARKET_ZONE):%Y-%m}",
        )
        for line in event.lines
    ]


@transaction.atomic
def count(*, envelope: Envelope[SellerOrderDelivered]) -> bool:
    """Write the facts of a sale. False when they were written before: a sale is counted once, however often told."""
    facts = facts_of(envelope)
    if SaleFact.objects.filter(line_id__in=[fact.line_id for fact in facts]).exists():
        return False
    SaleFact.objects.bulk_create(facts, ignore_conflicts=True)
    return bool(facts)


@transaction.atomic
def rebuild() -> int:
    """Make all facts again from event number one and say how many there are. Nobody is told: no figure moved.

    The old facts go before the log is read: a sale counted meanwhile is then found in the log again, and one that
    both would write is written once.
    """
    SaleFact.objects.all().delete()
    written = 0
    facts = _all_facts()
    while batch := list(islice(facts, BATCH)):
        SaleFact.objects.bulk_create(batch, ignore_conflicts=True)
        written += len(batch)
    return written


def _all_facts() -> Iterator[SaleFact]:
    for envelope in all_from(0, [SellerOrderDelivered]):
        yield from facts_of(envelope)  # type: ignore[arg-type]
