"""Everything the order page shows, in as many queries for many parcels as for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from base import clock
from base.money import Dong, total
from events.selectors import history
from marketplace.storefront.buying.journey import Step, steps_of
from marketplace.storefront.buying.payment_state import PaymentState, payment_state
from marketplace.storefront.buying.transfer import TransferShown, transfer_of
from notifications.selectors import position_of
from notifications.topics import of_order
from orders.claims.deadlines import claim_until
from orders.claims.models import Claim
from orders.claims.selectors import claims_of_order
from orders.delivery.carriers import CARRIERS
from orders.guards import NOT_STARTED
from orders.models import Line, Order, OrderDiscount, SellerOrder
from orders.selectors import discounts_of, order_by_link
from orders.transitions import CLAIM
from payments.selectors import attempts_of, refunds_of
from places.register import communes, provinces

State = SellerOrder.State

#: State of a part as a tag: words, tone, icon.
TAGS = {
    State.AWAITING_PAYMENT: (_("Chờ tiền vào"), "honey", "wait"),
    State.INCOMING: (_("Chờ sạp nhận"), "river", "wait"),
    State.ACCEPTED: (_("Sạp đang gói"), "river", "stock"),
    State.PACKED: (_("Đã gói"), "leaf", "check"),
    State.HANDED_OVER: (_("Đang trên đường"), "honey", "truck"),
    State.DELIVERED: (_("Đã giao"), "leaf", "check"),
    State.UNDELIVERED: (_("Giao không thành"), "bad", "x"),
    State.REFUSED: (_("Sạp không giao được"), "bad", "x"),
    State.CANCELLED: (_("Đã hủy"), "bad", "x"),
}
#: The same of a whole order, for the list of a buyer's orders.
ORDER_TAGS = {
    Order.Status.AWAITING_PAYMENT: (_("Chờ trả tiền"), "honey", "wait"),
    Order.Status.CONFIRMED: (_("Đang giao dần"), "river", "truck"),
    Order.Status.COMPLETED: (_("Hoàn tất"), "leaf", "check"),
    Order.Status.CANCELLED: (_("Đã hủy"), "bad", "x"),
    Order.Status.EXPIRED: (_("Hết giờ trả tiền"), "bad", "clock"),
}
#: Nobody pays for parts in one of these.
GONE = {State.REFUSED, State.UNDELIVERED, State.CANCELLED}
PAID_IN_ADVANCE = (Order.Method.VNPAY, Order.Method.VIETQR)


@dataclass(frozen=True)
class PartShown:
    """One seller's part: `number` counts parcels from 1."""

    number: int
    part: SellerOrder
    lines: tuple[Line, ...]
    steps: list[Step]
    claims: tuple[Claim, ...] = ()
    # Until when the buyer may complain; None before it was delivered.
    claim_until: datetime | None = None

    @property
    def tag(self) -> tuple[object, str, str]:
        """Words, tone, icon."""
        return TAGS[State(self.part.state)]

    @property
    def can_receive(self) -> bool:
        """Whether the buyer may say that it arrived."""
        return self.part.state == State.HANDED_OVER

    @property
    def can_claim(self) -> bool:
        """Whether a claim may be opened now."""
        if self.claim_until is None or any(claim.state in CLAIM["grant"].sources for claim in self.claims):
            return False
        return clock.now() <= self.claim_until

    @property
    def carrier_name(self) -> str:
        """Who carries it; empty until it was handed over, and at a fair."""
        return gettext(CARRIERS[self.part.carrier].name) if self.part.carrier else ""

    @property
    def seller_phone(self) -> str:
        """Whom to call, once the seller knows of the order."""
        return "" if self.part.state in (State.AWAITING_PAYMENT, State.CANCELLED) else self.part.seller.phone


@dataclass(frozen=True)
class OrderShown:
    """The order as its buyer sees it."""

    order: Order
    parts: tuple[PartShown, ...]
    payment: PaymentState
    refunds_open: Dong
    refunds_done: Dong
    transfer: TransferShown | None
    discounts: list[OrderDiscount]
    topic: str
    position: int

    @property
    def can_cancel(self) -> bool:
        """Whether no seller has started."""
        open_order = self.order.status in (Order.Status.AWAITING_PAYMENT, Order.Status.CONFIRMED)
        return open_order and {shown.part.state for shown in self.parts} <= NOT_STARTED

    @property
    def place(self) -> str:
        """Commune and province, as an envelope has them; nothing for goods that went over the table."""
        commune, province = communes().get(self.order.commune_code), provinces().get(self.order.province_code)
        return ", ".join(name for name in (commune and commune.full_name, province and province.name) if name)

    @property
    def dropped(self) -> Dong:
        """What an order that goes on has become cheaper by: parts and units that are not delivered."""
        if self.order.status in (Order.Status.CANCELLED, Order.Status.EXPIRED):
            return Dong(0)
        return self.order.total - total([shown.part.total for shown in self.parts if shown.part.state not in GONE])

    @property
    def remaining(self) -> Dong:
        """What the buyer pays in the end."""
        return self.order.total - self.dropped

    @property
    def fees(self) -> Dong:
        """Delivery of all parts, as ordered."""
        return Dong.from_decimal(self.order.shipping_incl_tax)


def show_order(*, number: str, token: str, now: datetime) -> OrderShown:
    """The order behind a secret link. Raises NotFound for a wrong number or token alike."""
    topic = of_order(number)
    # Read first: what happens while we read the rest is then fetched once more, and not missed.
    position = position_of(topic)
    order = order_by_link(number=number, token=token)
    parts = list(order.seller_orders.all())
    events = list(history(f"order:{order.number}", *[f"seller_order:{part.pk}" for part in parts]))
    claims = _claims(order, parts)
    attempts = attempts_of(order.number) if order.payment_method in PAID_IN_ADVANCE else []
    refunds = refunds_of(order.number)
    return OrderShown(
        order=order,
        parts=tuple(
            PartShown(
                number,
                part,
                tuple(part.lines.all()),
                steps_of(part, order, events),
                tuple(claim for claim in claims if claim.seller_order_id == part.pk),
                claim_until(part),
            )
            for number, part in enumerate(parts, start=1)
        ),
        payment=payment_state(order, attempts, now),
        refunds_open=total([Dong(refund.amount_vnd) for refund in refunds if refund.state != "completed"]),
        refunds_done=total([Dong(refund.amount_vnd) for refund in refunds if refund.state == "completed"]),
        transfer=transfer_of(order, attempts),
        discounts=discounts_of(order),
        topic=topic,
        position=position,
    )


def _claims(order: Order, parts: Sequence[SellerOrder]) -> Sequence[Claim]:
    delivered = any(part.state == State.DELIVERED for part in parts)
    return list(claims_of_order(order.number)) if delivered else []
