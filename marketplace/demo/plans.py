"""Which orders the demo market has had: more of them as it grew, most of them delivered, and today's in every state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from django.conf import settings

from base import clock
from marketplace.demo.order_lives import (
    ABANDONED,
    CANCELLED,
    CLAIMED,
    DELIVERED,
    REDUCED,
    REFUSED,
    UNDELIVERED,
    Plan,
)
from marketplace.demo.tables import Buyer
from orders.models import Order, SellerOrder

State = SellerOrder.State
VNPAY, COD = Order.Method.VNPAY, Order.Method.COD
#: How often orders end in each way, in percent.
ENDINGS = {DELIVERED: 80, REDUCED: 2, UNDELIVERED: 3, CLAIMED: 2, REFUSED: 4, CANCELLED: 4, ABANDONED: 5}
#: Orders of the last hours, so that every desk has work: state, method, minutes ago, whether of the main stall.
TODAY = (
    (State.AWAITING_PAYMENT, VNPAY, 4, True),
    (State.INCOMING, COD, 11, True),
    (State.INCOMING, VNPAY, 52, True),
    (State.INCOMING, COD, 75, False),
    (State.INCOMING, VNPAY, 130, False),
    (State.INCOMING, COD, 190, False),
    (State.ACCEPTED, VNPAY, 26 * 60, True),
    (State.ACCEPTED, COD, 25 * 60, False),
    (State.PACKED, COD, 47 * 60, True),
    (State.PACKED, VNPAY, 46 * 60, False),
    (State.HANDED_OVER, VNPAY, 70 * 60, True),
    (State.HANDED_OVER, COD, 74 * 60, False),
)
#: Orders of the last days that did not go as they should, all of the main stall: ending, method, days ago.
TROUBLE = (
    (CLAIMED, COD, 6.5),
    (CLAIMED, VNPAY, 8.5),
    (CLAIMED, COD, 13),
    (UNDELIVERED, COD, 9),
    (REDUCED, VNPAY, 10),
    (DELIVERED, COD, 6),
    (DELIVERED, COD, 7),
)
#: Older orders are left to their plans, so that none of them is new today.
LATEST = timedelta(hours=5)


@dataclass(frozen=True)
class Planning:
    """Plans between two moments. `main_phone` is the stall that always has something to do; `account_id` is the
    account of the first buyer.
    """

    began: datetime
    present: datetime
    buyers: list[Buyer]
    account_id: int
    main_phone: str
    draw: Random

    def orders(self, number: int) -> Iterator[Plan]:
        """So many plans, today's work and the last days' trouble among them."""
        for place, row in enumerate(TODAY[:number]):
            yield self._of_today(place, *row)
        for place, (ending, method, days) in enumerate(TROUBLE[: max(0, number - len(TODAY))], start=len(TODAY)):
            yield self._in_trouble(place, ending, method, days)
        for place in range(len(TODAY) + len(TROUBLE), number):
            yield self._of_the_past(place)

    def _of_today(self, number: int, state: str, method: str, minutes: int, mine: bool) -> Plan:
        buyer = self.buyers[number % len(self.buyers)]
        return Plan(
            number=number,
            placed_at=self.present - timedelta(minutes=minutes),
            buyer=buyer,
            method=method,
            halts_at=state,
            seller_phone=self.main_phone if mine else "",
            user_id=self._account_of(buyer),
        )

    def _in_trouble(self, number: int, ending: str, method: str, days: float) -> Plan:
        near = [buyer for buyer in self.buyers if buyer.province_code == settings.MARKET_PROVINCE_CODE]
        buyer = near[number % len(near)]
        return Plan(
            number=number,
            placed_at=self.present - timedelta(days=days),
            buyer=buyer,
            method=method,
            ending=ending,
            seller_phone=self.main_phone,
            user_id=self._account_of(buyer),
        )

    def _of_the_past(self, number: int) -> Plan:
        # The market grew: a moment late in the half-year is drawn more often than an early one.
        age = self.draw.triangular(0, 1, 1) if self.draw.random() < 0.5 else self.draw.random()
        # Paying without cash became usual in the same months.
        method = VNPAY if self.draw.random() < 0.34 + 0.28 * age else COD
        ending = self.draw.choices(list(ENDINGS), list(ENDINGS.values()))[0]
        buyer = self.draw.choice(self.buyers)
        return Plan(
            number=number,
            placed_at=self._hour(age),
            buyer=buyer,
            method={ABANDONED: VNPAY, UNDELIVERED: COD}.get(ending, method),
            ending=ending,
            second_try=self.draw.random() < 0.06,
            user_id=self._account_of(buyer),
        )

    def _hour(self, age: float) -> datetime:
        day = clock.market_day(self.began + age * (self.present - self.began))
        hour = datetime.combine(day, time(), clock.MARKET_ZONE) + timedelta(hours=self.draw.triangular(6, 22, 19))
        return hour if hour < self.present - LATEST else hour - timedelta(days=1)

    def _account_of(self, buyer: Buyer) -> int | None:
        return self.account_id if buyer is self.buyers[0] else None
