"""What stands on a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from base.money import Dong
from marketplace.kiosks.models import KioskSale
from orders.models import Line


@dataclass(frozen=True)
class ReceiptLine:
    """One product as sold; money in đồng."""

    title: str
    unit: str
    quantity: int
    unit_price: Dong
    amount: Dong


@dataclass(frozen=True)
class ReceiptPart:
    """What one seller sold."""

    seller_name: str
    lines: tuple[ReceiptLine, ...]
    total: Dong


@dataclass(frozen=True)
class Receipt:
    """A sale as the buyer gets it. `url` is the buyer's own order page; `given` is None when nobody typed it in."""

    number: str
    sold_at: datetime
    fair_name: str
    fair_place: str
    device_name: str
    parts: tuple[ReceiptPart, ...]
    total: Dong
    given: Dong | None
    url: str

    @property
    def change(self) -> Dong | None:
        """What the buyer gets back."""
        return None if self.given is None else self.given - self.total


def receipt_of(sale: KioskSale) -> Receipt:
    """The receipt of a sale, the same however often it is asked for."""
    order, fair = sale.order, sale.device.fair
    lines: dict[str, list[ReceiptLine]] = {}
    for line in Line.objects.filter(order=order).order_by("seller_order_id", "pk"):
        lines.setdefault(line.partner_name, []).append(_line(line))
    return Receipt(
        number=order.number,
        sold_at=order.date_placed,
        fair_name=fair.name,
        fair_place=fair.place,
        device_name=sale.device.name,
        parts=tuple(_part(name, own) for name, own in lines.items()),
        total=order.total,
        given=None if sale.cash_given_vnd is None else Dong(sale.cash_given_vnd),
        url=settings.SITE_URL + reverse("storefront:order", args=[order.number, order.token]),
    )


def _line(line: Line) -> ReceiptLine:
    return ReceiptLine(line.title, line.unit, line.quantity, Dong.from_decimal(line.unit_price_incl_tax), line.amount)


def _part(seller_name: str, lines: list[ReceiptLine]) -> ReceiptPart:
    return ReceiptPart(seller_name, tuple(lines), Dong(sum(line.amount.amount for line in lines)))
