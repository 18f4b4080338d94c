"""Completed orders by the thousand, each with the one event that the figures are made of."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import cycle, islice
from random import Random

from django.db import transaction

from events.models import AggregateSequence, RecordedEvent
from events.orders import SellerOrderDelivered, SoldLine
from indicators import services as indicators
from marketplace.demo.bulk.catalogue import bulk_stock
from orders.models import Line, Order, SellerOrder
from orders.numbers import ALPHABET
from sellers.models import StockRecord

BATCH = 1000
#: The orders lie in the two years before now.
PAST_MINUTES = 2 * 365 * 24 * 60


def make_orders(*, number: int, now: datetime, made: Callable[[int], None]) -> None:
    """Write so many delivered orders of one line each and count them. `made` hears how many there are."""
    draw = Random(2026)
    stock = list(islice(bulk_stock(), 20_000))
    goods = cycle(stock)
    for start in range(0, number, BATCH):
        places = range(start, min(start + BATCH, number))
        _write([(i, next(goods), now - timedelta(minutes=draw.randrange(PAST_MINUTES))) for i in places], draw)
        made(places.stop)
    indicators.rebuild()


@transaction.atomic
def _write(rows: list[tuple[int, StockRecord, datetime]], draw: Random) -> None:
    orders = Order.objects.bulk_create(_order(*row, draw) for row in rows)
    parts = SellerOrder.objects.bulk_create(
        SellerOrder(
            order=order,
            seller=stock.partner,
            commune_code=stock.partner.commune_code,
            state=SellerOrder.State.DELIVERED,
            state_since=moment,
            goods_vnd=stock.price_vnd.amount,
            delivery_fee_vnd=0,
        )
        for order, (_, stock, moment) in zip(orders, rows, strict=True)
    )
    lines = Line.objects.bulk_create(_line(part, stock) for part, (_, stock, _) in zip(parts, rows, strict=True))
    events = [_event(part, line) for part, line in zip(parts, lines, strict=True)]
    RecordedEvent.objects.bulk_create(events)
    AggregateSequence.objects.bulk_create(AggregateSequence(aggregate_id=e.aggregate_id, last=1) for e in events)


def _order(place: int, stock: StockRecord, moment: datetime, draw: Random) -> Order:
    return Order(
        number=_number(place),
        token=f"do-{place}",
        request_id=f"do-{place}",
        request_hash="",
        payment_method=draw.choice((Order.Method.VNPAY, Order.Method.COD)),
        status=Order.Status.COMPLETED,
        paid_at=moment,
        currency="VND",
        total_incl_tax=stock.price,
        total_excl_tax=stock.price,
        buyer_name="Khách đo",
        buyer_phone=f"+8490000{place % 10_000:04d}",
        date_placed=moment,
    )


def _line(part: SellerOrder, stock: StockRecord) -> Line:
    return Line(
        order=part.order,
        seller_order=part,
        partner=stock.partner,
        partner_name=stock.partner.name,
        partner_sku=stock.partner_sku,
        stockrecord=stock,
        product=stock.product,
        title=stock.product.title,
        unit=stock.product.unit,
        category_slug=stock.product.main_category.slug,
        quantity=1,
        num_allocated=0,
        allocation_cancelled=False,
        line_price_incl_tax=stock.price,
        line_price_excl_tax=stock.price,
        line_price_before_discounts_incl_tax=stock.price,
        line_price_before_discounts_excl_tax=stock.price,
        unit_price_incl_tax=stock.price,
        unit_price_excl_tax=stock.price,
    )


def _event(part: SellerOrder, line: Line) -> RecordedEvent:
    sold = SoldLine(line.pk, line.product_id, line.category_slug, line.quantity, line.amount.amount)
    event = SellerOrderDelivered(
        part.pk,
        part.order.number,
        part.seller_id,
        commune_code=part.commune_code,
        channel=part.order.channel,
        fair_id=None,
        payment_method=part.order.payment_method,
        goods_vnd=part.goods_vnd,
        delivery_fee_vnd=0,
        lines=(sold,),
    )
    return RecordedEvent(
        name=type(event).__name__,
        aggregate_id=event.aggregate_id,
        sequence=1,
        payload=json.loads(json.dumps(event.to_payload())),
        occurred_at=part.state_since,
    )


def _number(place: int) -> str:
    digits = ""
    for _ in range(8):
        place, digit = divmod(place, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return f"CD{digits}"
