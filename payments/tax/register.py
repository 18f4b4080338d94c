"""The register of withheld tax: what was sold in a month less what came back in it, by seller and class."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet, Sum

from base.clock import MARKET_ZONE
from payments.sales.models import SaleLine, SaleReturnLine
from payments.tax.rates import WITHHELD_KINDS

COLUMNS = ("amount_vnd", "vat_vnd", "pit_vnd")


@dataclass(frozen=True)
class Row:
    """One seller's class in a month (đồng): sold, taken back, and the tax of the difference, also below nothing."""

    month: date
    seller_id: int
    tax_class: str
    sold: int
    taken_back: int
    vat: int
    pit: int

    @property
    def revenue(self) -> int:
        """What the tax is of."""
        return self.sold - self.taken_back


def register_of(month: date, *, seller_id: int | None = None) -> list[Row]:
    """Rows of a market month (its first day) for whom tax is withheld, by seller and class; of one seller if given."""
    start, end = _bounds(month)
    sold = SaleLine.objects.filter(sale__delivered_at__gte=start, sale__delivered_at__lt=end)
    back = SaleReturnLine.objects.filter(sale_return__returned_at__gte=start, sale_return__returned_at__lt=end)
    sums: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for seller, kind, amount, vat, pit in _totals(sold, "", seller_id):
        _add(sums[seller, kind], (amount, 0, vat, pit))
    for seller, kind, amount, vat, pit in _totals(back, "sale_line__", seller_id):
        _add(sums[seller, kind], (0, amount, -vat, -pit))
    return [Row(month, seller, kind, *amounts) for (seller, kind), amounts in sorted(sums.items())]


def year_of(seller_id: int, year: int) -> list[Row]:
    """A seller's rows of all months of a year, in their order: what his yearly certificate says."""
    months = [date(year, month, 1) for month in range(1, 13)]
    return [row for month in months for row in register_of(month, seller_id=seller_id)]


def _totals(lines: QuerySet, to_line: str, seller_id: int | None) -> QuerySet:
    seller = f"{to_line}sale__seller"
    withheld = lines.filter(**{f"{seller}__kind__in": sorted(WITHHELD_KINDS)})
    if seller_id is not None:
        withheld = withheld.filter(**{seller: seller_id})
    return withheld.values_list(seller, f"{to_line}tax_class").annotate(*(Sum(name) for name in COLUMNS)).order_by()


def _add(row: list[int], amounts: tuple[int, int, int, int]) -> None:
    row[:] = [before + more for before, more in zip(row, amounts, strict=True)]


def _bounds(month: date) -> tuple[datetime, datetime]:
    following = (month + timedelta(days=31)).replace(day=1)
    start, end = (datetime.combine(day, time(), MARKET_ZONE) for day in (month, following))
    return start, end
