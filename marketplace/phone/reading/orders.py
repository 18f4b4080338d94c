"""A seller's orders, as his phone shows them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from base.errors import NotFound
from base.money import Dong
from catalogue.photo_names import photo_url
from orders.delivery.carriers import CARRIERS, carriers_for
from orders.models import Line, Order, SellerOrder
from orders.selectors import seller_orders_of
from orders.services.fulfilment import parcel_of
from places import register

State = SellerOrder.State
#: What waits for the producer's hands.
OPEN = (State.INCOMING, State.ACCEPTED, State.PACKED)
#: What he works at, the next thing to do first.
WORK = (State.ACCEPTED, State.PACKED, State.HANDED_OVER)
#: The three tabs of the list of orders.
TABS = {
    "moi": frozenset({State.INCOMING}),
    "dang-lam": frozenset(WORK),
    "da-xong": frozenset({State.DELIVERED, State.UNDELIVERED, State.REFUSED, State.CANCELLED}),
}
#: The producer may know who buys and where to from the moment he took the order on.
TELLS_BUYER = frozenset({*WORK, State.DELIVERED})


#: State -> how it is said, tone and icon of its tag.
TAGS = {
    State.INCOMING: (gettext_noop("Đơn mới"), "brick", "bell"),
    State.ACCEPTED: (gettext_noop("Cần gói"), "honey", "stock"),
    State.PACKED: (gettext_noop("Chờ người chở"), "honey", "wait"),
    State.HANDED_OVER: (gettext_noop("Đang giao"), "river", "truck"),
    State.DELIVERED: (gettext_noop("Khách đã nhận"), "leaf", "check"),
    State.UNDELIVERED: (gettext_noop("Giao không thành"), "bad", "x"),
    State.REFUSED: (gettext_noop("Không giao được"), "bad", "x"),
    State.CANCELLED: (gettext_noop("Khách hủy"), "", "x"),
}


@dataclass(frozen=True)
class ShownLine:
    """A line with its picture."""

    line: Line

    @property
    def photo(self) -> str:
        """Address of the smallest photo, empty when there is none."""
        return photo_url(self.line.photo)


@dataclass(frozen=True)
class Tag:
    """A state in words, with the tone and icon that dress it."""

    words: str
    tone: str
    icon: str


class ShownPart:
    """One of the seller's orders with what a page says of it."""

    def __init__(self, part: SellerOrder) -> None:
        self.part = part
        self.lines = [ShownLine(line) for line in sorted(part.lines.all(), key=lambda line: line.pk)]

    @property
    def tag(self) -> Tag:
        words, tone, icon = TAGS[State(self.part.state)]
        return Tag(_(words), tone, icon)

    @property
    def carriers(self) -> list[tuple[str, str]]:
        """Who can carry it: code and name, the seller himself first."""
        return [(carrier.code, _(carrier.name)) for carrier in carriers_for(parcel_of(self.part))]

    @property
    def carrier_name(self) -> str:
        """Who carries it; empty until it was handed over, and at a fair."""
        return _(CARRIERS[self.part.carrier].name) if self.part.carrier else ""

    @property
    def cash_with_carrier(self) -> Dong | None:
        """Cash for this order that the carrier still holds."""
        cash = getattr(self.part, "cod_collection", None)
        return Dong(cash.amount_vnd) if cash and not cash.handed_to else None

    @property
    def refused(self) -> list[ShownLine]:
        """Lines of which the seller could not give everything."""
        return [shown for shown in self.lines if shown.line.refused_quantity]

    @property
    def order(self) -> Order:
        return self.part.order

    @property
    def goods(self) -> Dong:
        """What the producer gets for the goods, before fee and tax: the market makes up for what it bears itself."""
        return Dong(self.part.goods_vnd - self.part.seller_discount_vnd)

    @property
    def delivery_fee(self) -> Dong:
        return Dong(self.part.delivery_fee_vnd)

    @property
    def more(self) -> int:
        """How many kinds of goods there are besides the first."""
        return len(self.lines) - 1

    @property
    def at_fair(self) -> bool:
        return self.order.channel == Order.Channel.FAIR

    @property
    def tells_buyer(self) -> bool:
        """Whether name, phone number and address may be shown."""
        return self.part.state in TELLS_BUYER and not self.at_fair

    @property
    def place(self) -> str:
        """The commune and province it goes to; enough to decide whether one can deliver."""
        commune = register.communes().get(self.order.commune_code)
        province = register.provinces().get(self.order.province_code)
        return ", ".join(name for name in (commune and commune.full_name, province and province.name) if name)

    @property
    def payment(self) -> str:
        """How the buyer pays, in a few words."""
        return {
            Order.Method.COD: _("khách trả tiền khi nhận"),
            Order.Method.VNPAY: _("khách đã trả qua VNPAY"),
            Order.Method.VIETQR: _("khách đã chuyển khoản"),
            Order.Method.TILL_CASH: _("trả tiền mặt tại quầy"),
        }[Order.Method(self.order.payment_method)]


def shown_parts(seller_id: int, tab: str, limit: int) -> list[ShownPart]:
    """A seller's orders under a tab, newest first; those he works at by what is to be done next, oldest first."""
    parts = seller_orders_of(seller_id=seller_id, states=TABS[tab])
    if tab == "dang-lam":
        steps = Case(*(When(state=state, then=place) for place, state in enumerate(WORK)), output_field=IntegerField())
        parts = parts.order_by(steps, "state_since")
    return [ShownPart(part) for part in parts[:limit]]


def own_part(seller_id: int, part_id: int) -> ShownPart:
    """One of the seller's own orders. Raises NotFound, for others' as for none."""
    part = seller_orders_of(seller_id=seller_id).select_related("cod_collection").filter(pk=part_id).first()
    if part is None:
        raise NotFound
    return ShownPart(part)


def open_orders_count(seller_id: int) -> int:
    """How many orders wait for the producer's hands."""
    return SellerOrder.objects.filter(seller_id=seller_id, state__in=OPEN).count()


def counts_by_tab(seller_id: int) -> dict[str, int]:
    """How many orders lie under each tab; the names have underscores, for templates."""
    counted = {tab.replace("-", "_"): Count("pk", filter=Q(state__in=states)) for tab, states in TABS.items()}
    return SellerOrder.objects.filter(seller_id=seller_id).aggregate(**counted)
