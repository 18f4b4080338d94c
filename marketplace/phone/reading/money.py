"""What a seller earned, counted from his own orders. The market pays nothing out yet, and the page says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from base.clock import MARKET_ZONE, market_day
from base.money import Dong
from orders.models import Order, SellerOrder

State = SellerOrder.State
_UNDER_WAY = (State.INCOMING, State.ACCEPTED, State.PACKED, State.HANDED_OVER)


@dataclass(frozen=True)
class Purse:
    """Money for goods: delivered in the market's present month, and in orders that are still under way (đồng)."""

    this_month: Dong
    waiting: Dong


def purse_of(seller_id: int, now: datetime) -> Purse:
    """What the home page shows."""
    start, _end = month_bounds(market_day(now).replace(day=1))
    delivered = Q(state=State.DELIVERED, state_since__gte=start)
    sums = SellerOrder.objects.filter(seller_id=seller_id).aggregate(
        month=Sum("goods_vnd", filter=delivered), waiting=Sum("goods_vnd", filter=Q(state__in=_UNDER_WAY))
    )
    return Purse(Dong(sums["month"] or 0), Dong(sums["waiting"] or 0))


@dataclass(frozen=True)
class Month:
    """One month of completed sales."""

    first_day: date
    goods: Dong
    orders: int


def months_of(seller_id: int, limit: int = 12) -> list[Month]:
    """Months with completed sales, newest first."""
    sold = SellerOrder.objects.filter(seller_id=seller_id, state=State.DELIVERED)
    rows = sold.annotate(month=TruncMonth("state_since", tzinfo=MARKET_ZONE)).values("month")
    counted = rows.annotate(goods=Sum("goods_vnd"), orders=Count("pk")).order_by("-month")[:limit]
    return [Month(row["month"].date(), Dong(row["goods"]), row["orders"]) for row in counted]


def sales_of(seller_id: int, month: date) -> QuerySet[SellerOrder]:
    """Completed sales of a month (its first day), newest first."""
    start, end = month_bounds(month)
    sold = SellerOrder.objects.filter(seller_id=seller_id, state=State.DELIVERED)
    return sold.filter(state_since__gte=start, state_since__lt=end).select_related("order").order_by("-state_since")


@dataclass(frozen=True)
class Holding:
    """Who has the money of some sales now: the way it was paid, in words, and how much it is."""

    words: str
    goods: Dong


def holdings_of(seller_id: int, month: date) -> list[Holding]:
    """The money of a month by who holds it."""
    sums = sales_of(seller_id, month).order_by().values("order__payment_method").annotate(goods=Sum("goods_vnd"))
    return [Holding(holder(row["order__payment_method"]), Dong(row["goods"])) for row in sums if row["goods"]]


@dataclass(frozen=True)
class Sale:
    """A completed sale and who holds its money."""

    part: SellerOrder
    holder: str


def shown_sales(parts: Iterable[SellerOrder]) -> list[Sale]:
    """Sales with the words that a page puts beside them."""
    return [Sale(part, holder(part.order.payment_method)) for part in parts]


def holder(method: str) -> str:
    """Who has the buyer's money after the goods arrived, in plain words."""
    return {
        Order.Method.COD: _("Tiền mặt: người giao thu của khách, đưa lại cho bạn"),
        Order.Method.VNPAY: _("Chợ giữ hộ, chờ chuyển cho bạn"),
        Order.Method.TILL_CASH: _("Tiền mặt: quầy hội chợ thu, đưa lại cho bạn"),
    }[Order.Method(method)]


def month_bounds(first_day: date) -> tuple[datetime, datetime]:
    """First moment of a month in the market's zone, and of the next one; aware, UTC."""
    following = (first_day + timedelta(days=31)).replace(day=1)
    start, end = (datetime.combine(day, time(), MARKET_ZONE).astimezone(UTC) for day in (first_day, following))
    return start, end
