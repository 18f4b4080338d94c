"""What goes off a sale, line by line. Pure arithmetic on the rates of the day; nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from base.errors import FinalFailure
from base.money import Dong
from events.orders import SellerOrderDelivered, SoldLine
from payments.rates import on_day, percent
from payments.sales.models import CommissionRate, SaleLine
from payments.tax.models import TaxClass, TaxRate
from payments.tax.rates import WITHHELD_KINDS, TaxTable

#: The seller carries himself, and the delivery fee is his.
SELF = "self"


class LinesDiffer(FinalFailure):
    """The lines of an event do not sum to its goods, or to its discounts: booking either would be wrong."""


@dataclass(frozen=True)
class Computed:
    """The lines of a sale, not yet saved, and their sums (đồng)."""

    lines: list[SaleLine]
    commission_vnd: int
    vat_vnd: int
    pit_vnd: int
    carrier_fee_vnd: int
    net_vnd: int


def compute_sale(event: SellerOrderDelivered, *, seller_kind: str, day: date) -> Computed:
    """Commission on goods and tax on what the seller is entitled to, at the rates of a market day.

    A discount that the seller bears lowers both; one that the market bears lowers neither. Raises NoRate, LinesDiffer.
    """
    _check_sums(event)
    rates = _Rates(day, event.lines, withheld=seller_kind in WITHHELD_KINDS)
    lines = [rates.goods(line, line.amount_vnd - line.seller_discount_vnd) for line in event.lines]
    if event.carrier == SELF and event.delivery_fee_vnd:
        lines.append(rates.carrying(event.delivery_fee_vnd))
    commission, vat, pit = (
        sum(getattr(line, f"{what}_vnd") for line in lines) for what in ("commission", "vat", "pit")
    )
    entitled = sum(line.amount_vnd for line in lines)
    return Computed(
        lines=lines,
        commission_vnd=commission,
        vat_vnd=vat,
        pit_vnd=pit,
        carrier_fee_vnd=0 if event.carrier == SELF else event.delivery_fee_vnd,
        net_vnd=entitled - commission - vat - pit,
    )


def _check_sums(event: SellerOrderDelivered) -> None:
    named = (event.goods_vnd, event.market_discount_vnd, event.seller_discount_vnd)
    columns = ("amount_vnd", "market_discount_vnd", "seller_discount_vnd")
    if named != tuple(sum(getattr(line, name) for line in event.lines) for name in columns):
        raise LinesDiffer(f"seller order {event.seller_order_id}")


def split(amount_vnd: int, weights: Sequence[int]) -> list[int]:
    """Shares of an amount by largest remainder, which sum to it; nothing to split needs no weights."""
    if not amount_vnd:
        return [0] * len(weights)
    return [part.amount for part in Dong(amount_vnd).share(weights)]


class _Rates:
    """All rates of one day for the goods of one sale."""

    def __init__(self, day: date, lines: Sequence[SoldLine], *, withheld: bool) -> None:
        self.day, self.withheld = day, withheld
        self.taxes = TaxTable(day, [line.product_id for line in lines])
        self.fees = list(CommissionRate.objects.filter(effective_from__lte=day))

    def goods(self, line: SoldLine, base_vnd: int) -> SaleLine:
        tax_class = self.taxes.class_of(line.product_id, line.category_slug)
        sold = SaleLine(
            line_id=line.line_id,
            product_id=line.product_id,
            category_slug=line.category_slug,
            listed_vnd=line.amount_vnd,
            amount_vnd=base_vnd,
            tax_class=tax_class,
            commission_bp=self._commission_bp(line.category_slug),
        )
        return self._taken(sold)

    def carrying(self, fee_vnd: int) -> SaleLine:
        """The seller's own carrying: his income, taxed as transport; the market keeps nothing of it."""
        carried = SaleLine(listed_vnd=fee_vnd, amount_vnd=fee_vnd, tax_class=TaxClass.TRANSPORT, commission_bp=0)
        return self._taken(carried)

    def _taken(self, line: SaleLine) -> SaleLine:
        rate: TaxRate = self.taxes.rate_of(line.tax_class)
        line.vat_bp, line.pit_bp = (rate.vat_bp, rate.pit_bp) if self.withheld else (0, 0)
        line.commission_vnd = percent(line.amount_vnd, line.commission_bp)
        line.vat_vnd = percent(line.amount_vnd, line.vat_bp)
        line.pit_vnd = percent(line.amount_vnd, line.pit_bp)
        return line

    def _commission_bp(self, category_slug: str) -> int:
        own = [row for row in self.fees if row.category_slug == category_slug]
        return on_day(own or [row for row in self.fees if not row.category_slug], self.day, "commission").basis_points
