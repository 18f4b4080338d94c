"""What a seller earned: every sale from gross to net, and who holds its money. Read from the books, never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from base.clock import MARKET_ZONE, market_day
from base.money import Dong
from marketplace.design.words import dong
from orders.models import SellerOrder
from payments.payouts.models import Payout
from payments.payouts.selectors import payout_of_sales
from payments.sales.models import Sale, SaleReturn

State = SellerOrder.State
#: Goods at what they were sold for: what the producer himself took off is not in it.
_GOODS = F("goods_vnd") - F("seller_discount_vnd")
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
        month=Sum(_GOODS, filter=delivered), waiting=Sum(_GOODS, filter=Q(state__in=_UNDER_WAY))
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
    counted = rows.annotate(goods=Sum(_GOODS), orders=Count("pk")).order_by("-month")[:limit]
    return [Month(row["month"].date(), Dong(row["goods"]), row["orders"]) for row in counted]


def sales_of(seller_id: int, month: date) -> QuerySet[SellerOrder]:
    """Completed sales of a month (its first day), newest first."""
    start, end = month_bounds(month)
    sold = SellerOrder.objects.filter(seller_id=seller_id, state=State.DELIVERED)
    return sold.filter(state_since__gte=start, state_since__lt=end).select_related("order").order_by("-state_since")


@dataclass(frozen=True)
class ShownSale:
    """A completed sale: what the buyer gave, what goes off, what is the producer's, and who has the money.

    `sale` is not there for the moment between the delivery and its booking.
    """

    part: SellerOrder
    sale: Sale | None
    payout: Payout | None
    returned: Dong

    @property
    def holder(self) -> str:
        """Who has the money now, in plain words."""
        if self.sale is None:
            return _("Chợ đang ghi sổ đơn này, chờ một chút.")
        if self.sale.holder == Sale.Holder.SELLER:
            return _("Bạn đã cầm %(cash)s tiền mặt của đơn này.") % {"cash": dong(self.sale.buyer_paid_vnd)}
        if self.sale.holder == Sale.Holder.CARRIER:
            return _("Người giao đang giữ tiền mặt, chưa nộp lại.")
        return _paid_words(self.payout)

    @property
    def owed(self) -> Dong:
        """Of cash that he holds himself: fee and tax that are not his."""
        kept = self.sale is not None and self.sale.holder == Sale.Holder.SELLER
        return Dong(self.sale.buyer_paid_vnd - self.sale.net_vnd) if kept and self.sale else Dong(0)


def _paid_words(payout: Payout | None) -> str:
    if payout is None:
        return _("Chợ đang giữ, sẽ chuyển cho bạn.")
    words = {
        Payout.State.PREPARED: _("Chợ đang giữ, đang lập lệnh chuyển."),
        Payout.State.SENT: _("Chợ đã chuyển cho bạn."),
    }
    return words.get(Payout.State(payout.state), _("Ngân hàng trả lại, chợ sẽ chuyển lại."))


def shown_sales(parts: Iterable[SellerOrder]) -> list[ShownSale]:
    """Sales with all that a page says of their money: three queries for any number."""
    listed = list(parts)
    ids = [part.pk for part in listed]
    sales = {sale.seller_order_id: sale for sale in Sale.objects.filter(seller_order_id__in=ids)}
    returns = SaleReturn.objects.filter(sale__seller_order_id__in=ids).values_list("sale__seller_order_id")
    given = dict(returns.annotate(sum=Sum("seller_gives_vnd")))
    payouts = payout_of_sales(ids)
    return [ShownSale(part, sales.get(part.pk), payouts.get(part.pk), Dong(given.get(part.pk, 0))) for part in listed]


@dataclass(frozen=True)
class MonthSums:
    """A month's completed sales together (đồng): what buyers paid, with what the market made up for, is gross; that
    less fee, tax and delivery is net.
    """

    gross: int
    market_discount: int
    fee: int
    tax: int
    delivery: int
    net: int
    in_own_hands: int

    @property
    def paid(self) -> int:
        """What buyers paid for goods and delivery."""
        return self.gross - self.market_discount


def sums_of(seller_id: int, month: date) -> MonthSums:
    """What a month came to, and how much of the buyers' money the producer took himself."""
    start, end = month_bounds(month)
    sold = Sale.objects.filter(seller_id=seller_id, delivered_at__gte=start, delivered_at__lt=end)
    gross = F("goods_vnd") + F("delivery_fee_vnd") - F("seller_discount_vnd")
    own_cash = Q(holder=Sale.Holder.SELLER)
    sums = sold.aggregate(
        gross=Sum(gross),
        market_discount=Sum("market_discount_vnd"),
        fee=Sum("commission_vnd"),
        tax=Sum(F("vat_vnd") + F("pit_vnd")),
        delivery=Sum("carrier_fee_vnd"),
        net=Sum("net_vnd"),
        in_own_hands=Sum(gross - F("market_discount_vnd"), filter=own_cash),
    )
    return MonthSums(**{name: value or 0 for name, value in sums.items()})


def month_bounds(first_day: date) -> tuple[datetime, datetime]:
    """First moment of a month in the market's zone, and of the next one; aware, UTC."""
    following = (first_day + timedelta(days=31)).replace(day=1)
    start, end = (datetime.combine(day, time(), MARKET_ZONE).astimezone(UTC) for day in (first_day, following))
    return start, end
