"""How orders of the demo market live: placed, paid, packed, delivered, and the ways in which some of them end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.conf import settings

from base import clock
from marketplace.demo.complaints import Complaints
from marketplace.demo.history import Life
from marketplace.demo.road import Road
from marketplace.demo.shelf import OnSale, Shelf
from marketplace.demo.tables import Buyer
from orders.models import Order, SellerOrder
from orders.services import (
    DeliveryAddress,
    OrderRequest,
    WantedLine,
    accept_seller_order,
    cancel_order,
    confirm_receipt,
    expire_orders,
    pack_seller_order,
    place_order,
    refuse_seller_order,
)
from payments.models import PaymentAttempt
from payments.providers.outcome import Outcome
from payments.providers.vnpay.simulator.services import remember_payment
from payments.services import settle, start_vnpay_payment

DELIVERED, REFUSED, CANCELLED, ABANDONED = "delivered", "refused", "cancelled", "abandoned"
#: One line is short; the parcel comes back; the buyer complains.
REDUCED, UNDELIVERED, CLAIMED = "reduced", "undelivered", "claimed"
REFUSALS = (
    "Mẻ này vừa hết, mẻ sau mới có. Mong khách thông cảm.",
    "Mưa mấy hôm nay phơi chưa khô, chưa dám gửi.",
    "Con nước này hàng chưa đủ cỡ, hẹn khách con nước sau.",
    "Nhà có việc, ba hôm nữa mới gửi được.",
)


@dataclass(frozen=True)
class Plan:
    """What will become of an order. `halts_at` leaves its parts in that state; empty: it goes on to its ending."""

    number: int
    placed_at: datetime
    buyer: Buyer
    method: str
    ending: str = DELIVERED
    seller_phone: str = ""
    halts_at: str = ""
    second_try: bool = False
    user_id: int | None = None


class Trade:
    """Orders over a shelf; all chance comes from one source, so the same market grows every time."""

    def __init__(self, shelf: Shelf, draw: Random, deliver: Callable[[], None]) -> None:
        self.shelf, self.draw, self.deliver = shelf, draw, deliver
        self.road, self.complaints = Road(draw), Complaints(draw)

    def order(self, plan: Plan) -> Life:
        """The life of one order from the web."""
        yield plan.placed_at
        order = place_order(request=self._request(plan))
        if plan.method == Order.Method.VNPAY:
            if plan.ending == ABANDONED or plan.halts_at == SellerOrder.State.AWAITING_PAYMENT:
                _start(order)
                yield plan.placed_at + timedelta(minutes=settings.PAYMENT_MINUTES + 1)
                expire_orders(now=clock.now())
                return
            yield from self._pay(order, plan)
        yield from self._fulfil(order, plan)

    def lines(self, goods: list[OnSale], most: int) -> tuple[WantedLine, ...]:
        """Up to so many of some goods, as people take them; the producer restocks when too few are left."""
        chosen = {one.product_id: one for one in (self.shelf.pick(goods) for _ in range(most))}
        lines = []
        for one in chosen.values():
            habit = (60, 28, 9, 3) if one.goods.price_vnd < 200_000 else (82, 16, 2, 0)
            quantity = self.draw.choices((1, 2, 3, 5), habit)[0]
            self.shelf.restock(one, quantity)
            lines.append(WantedLine(one.product_id, quantity))
        return tuple(lines)

    def _request(self, plan: Plan) -> OrderRequest:
        buyer = plan.buyer
        return OrderRequest(
            request_id=f"demo-{plan.number}",
            lines=self._basket(plan),
            payment_method=plan.method,
            address=DeliveryAddress(buyer.name, buyer.phone, buyer.line, buyer.commune_code, buyer.province_code),
            user_id=plan.user_id,
        )

    def _basket(self, plan: Plan) -> tuple[WantedLine, ...]:
        if plan.seller_phone:
            # Two kinds at least, where one is to be short.
            return self.lines(self.shelf.of_seller(plan.seller_phone), 4 if plan.ending == REDUCED else 1)
        stalls = self.draw.choices((1, 2, 3), (72, 22, 6))[0]
        lines: tuple[WantedLine, ...] = ()
        for _ in range(stalls):
            goods = self.shelf.of_seller(self.shelf.pick().seller_phone)
            lines += self.lines(goods, self.draw.choices((1, 2), (70, 30))[0])
        return lines

    def _pay(self, order: Order, plan: Plan) -> Life:
        if plan.second_try:
            yield plan.placed_at + timedelta(minutes=2)
            attempt = _start(order)
            settle(reference=attempt.reference, outcome=Outcome("failed", attempt.amount_vnd, "", "24"))
        yield plan.placed_at + timedelta(minutes=self.draw.uniform(3, 9))
        attempt = _start(order)
        # VNPAY's own books know of it too: its settlement file agrees with ours, and it can be refunded.
        told = remember_payment(
            txn_ref=attempt.reference,
            amount_vnd=attempt.amount_vnd,
            created_at=attempt.created_at,
            decided_at=clock.now(),
        )
        settle(reference=attempt.reference, outcome=Outcome("captured", attempt.amount_vnd, told.number, "00"))
        # The sellers may start in the hour that the money is in.
        self.deliver()

    def _fulfil(self, order: Order, plan: Plan) -> Life:
        if plan.ending == CANCELLED:
            yield clock.now() + timedelta(minutes=self.draw.uniform(4, 20))
            cancel_order(order_number=order.number, by="buyer")
            return
        parts = list(order.seller_orders.values_list("pk", flat=True))
        road = self.road
        steps: tuple[tuple[str, Callable[..., object], tuple[float, float]], ...] = (
            (SellerOrder.State.INCOMING, road.accept_less if plan.ending == REDUCED else accept_seller_order, (0.6, 9)),
            (SellerOrder.State.ACCEPTED, pack_seller_order, (2, 20)),
            (SellerOrder.State.PACKED, road.hand_over, (1, 14)),
            (SellerOrder.State.HANDED_OVER, road.fail if plan.ending == UNDELIVERED else confirm_receipt, (22, 90)),
        )
        for state, step, hours in steps:
            if state == plan.halts_at:
                return
            yield _by_day(clock.now() + timedelta(hours=self.draw.uniform(*hours)))
            if plan.ending == REFUSED and state == SellerOrder.State.INCOMING:
                refuse_seller_order(seller_order_id=parts.pop(), reason=self.draw.choice(REFUSALS))
            for part in parts:
                step(seller_order_id=part)
        yield from road.collect(order)
        if plan.ending == CLAIMED:
            yield from self.complaints.about(order)


def _start(order: Order) -> PaymentAttempt:
    start_vnpay_payment(
        order_number=order.number,
        amount=order.total,
        client_ip="127.0.0.1",
        return_url=f"{settings.SITE_URL}/thanh-toan/vnpay/tra-ve",
        expires_at=order.reserved_until,
    )
    return PaymentAttempt.objects.filter(order_number=order.number).latest("pk")


def _by_day(moment: datetime) -> datetime:
    """People sleep: what falls between nine at night and six in the morning waits until six."""
    local = moment.astimezone(clock.MARKET_ZONE)
    if local.hour >= 21:
        local += timedelta(days=1)
    elif local.hour >= 6:
        return moment
    return local.replace(hour=6, minute=local.minute)
