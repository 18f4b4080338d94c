"""What a fair has taken: cash from the books, goods per seller from the orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from base import clock
from base.errors import NotFound
from base.money import Dong
from marketplace.kiosks.models import Fair, KioskSale
from orders.models import Order, SellerOrder
from payments.ledger.models import Leg


@dataclass(frozen=True)
class SellerTakings:
    """What was sold for one seller on a day."""

    seller_name: str
    sales: int
    goods: Dong


@dataclass(frozen=True)
class DeviceTakings:
    """What went into one device's till on a day."""

    device_id: int
    device_name: str
    sales: int
    cash: Dong


@dataclass(frozen=True)
class Takings:
    """A fair's market day. `cash` is what must lie in its tills."""

    day: date
    sales: int
    cash: Dong
    sellers: tuple[SellerTakings, ...]
    devices: tuple[DeviceTakings, ...]


def takings(fair: Fair, *, day: date) -> Takings:
    """Sales of a fair on a market day."""
    start, end = clock.market_day_bounds(day)
    placed = {"order__fair_id": fair.pk, "order__date_placed__gte": start, "order__date_placed__lt": end}
    parts = SellerOrder.objects.filter(order__channel=Order.Channel.FAIR, **placed)
    sellers = parts.values("seller__name").annotate(sales=Count("pk"), goods=Sum("goods_vnd")).order_by("-goods")
    devices = KioskSale.objects.filter(**placed).values("device_id", "device__name")
    devices = devices.annotate(sales=Count("pk"), cash=Sum("order__total_incl_tax")).order_by("device__name")
    return Takings(
        day=day,
        sales=Order.objects.filter(fair_id=fair.pk, date_placed__gte=start, date_placed__lt=end).count(),
        cash=_cash_booked(f"till:fair:{fair.pk}", day),
        sellers=tuple(SellerTakings(r["seller__name"], r["sales"], Dong(r["goods"])) for r in sellers),
        devices=tuple(
            DeviceTakings(r["device_id"], r["device__name"], r["sales"], Dong(int(r["cash"]))) for r in devices
        ),
    )


def receipt(number: str, *, fair_id: int) -> KioskSale:
    """A sale of a fair, with its order and device. Raises NotFound for a number of any other fair or shop."""
    sale = KioskSale.objects.select_related("order", "device__fair").filter(order__number=number).first()
    if sale is None or sale.device.fair_id != fair_id:
        raise NotFound
    return sale


def _cash_booked(account: str, day: date) -> Dong:
    start, end = clock.market_day_bounds(day)
    legs = Leg.objects.filter(account__code=account, entry__booked_at__gte=start, entry__booked_at__lt=end)
    sides = legs.aggregate(came=Sum("debit_vnd", default=0), went=Sum("credit_vnd", default=0))
    return Dong(int(sides["came"] - sides["went"]))
