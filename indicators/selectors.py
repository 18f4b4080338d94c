"""The figures, by commune, category and month. They know sales and nothing of persons: no name, no ethnic group."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.db.models import Count, Max, Q, QuerySet, Sum

from indicators.models import SaleFact

Dimension = Literal["commune_code", "category_slug", "month"]
CASHLESS = Q(payment_method__in=("vnpay", "vietqr"))

_MEASURES = {
    "orders": Count("seller_order_id", distinct=True),
    "sales_vnd": Sum("amount_vnd", default=0),
    "units": Sum("quantity", default=0),
    "sellers": Count("seller_id", distinct=True),
    "communes": Count("commune_code", distinct=True),
    "cashless_orders": Count("seller_order_id", distinct=True, filter=CASHLESS),
}


@dataclass(frozen=True)
class Slice:
    """Which sales are looked at: months from and to ("2026-11", both included), and perhaps one commune or category."""

    first_month: str
    last_month: str
    commune_code: str = ""
    category_slug: str = ""


@dataclass(frozen=True)
class Figures:
    """Figures of some sales. Money in đồng; `orders` are completed seller orders. See indicators.definitions."""

    orders: int = 0
    sales_vnd: int = 0
    units: int = 0
    sellers: int = 0
    communes: int = 0
    cashless_orders: int = 0

    @property
    def cashless_percent(self) -> Decimal | None:
        """Share of orders paid without cash, one decimal; None without orders."""
        if not self.orders:
            return None
        return (Decimal(100 * self.cashless_orders) / self.orders).quantize(Decimal("0.1"))


def total(chosen: Slice) -> Figures:
    """The figures of all chosen sales together."""
    return Figures(**_facts(chosen).aggregate(**_MEASURES))


def by(dimension: Dimension, chosen: Slice) -> dict[str, Figures]:
    """The figures of each commune, category or month that has sales, in the order of its code."""
    rows = _facts(chosen).values(dimension).annotate(**_MEASURES).order_by(dimension)
    return {row.pop(dimension): Figures(**row) for row in rows}


def together(communes: Collection[str], chosen: Slice) -> Figures:
    """The figures of several communes as one."""
    return Figures(**_facts(chosen).filter(commune_code__in=communes).aggregate(**_MEASURES))


def last_counted() -> datetime | None:
    """When the latest counted sale was completed (UTC)."""
    latest: datetime | None = SaleFact.objects.aggregate(latest=Max("completed_at"))["latest"]
    return latest


def first_month() -> str:
    """The first month with sales, "2026-05"; empty when nothing was sold yet."""
    return SaleFact.objects.order_by("month").values_list("month", flat=True).first() or ""


def _facts(chosen: Slice) -> QuerySet[SaleFact]:
    where: dict[str, Any] = {"month__range": (chosen.first_month, chosen.last_month)}
    if chosen.commune_code:
        where["commune_code"] = chosen.commune_code
    if chosen.category_slug:
        where["category_slug"] = chosen.category_slug
    return SaleFact.objects.filter(**where)
