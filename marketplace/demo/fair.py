"""The demo market's running fair: three days behind it, three to go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from base import clock
from base.money import Dong
from marketplace.demo.history import Life
from marketplace.demo.order_lives import Trade
from marketplace.kiosks.models import Fair, KioskDevice
from marketplace.kiosks.services import (
    FairInput,
    change_fair,
    choose_goods,
    make_pairing_code,
    open_fair,
    pair_device,
    sell_for_cash,
)
from orders.services import WantedLine
from people.models import User

NAME = "Hội chợ sản vật Đất Mũi 2026"
DAYS_AROUND = timedelta(days=3)
MOST_GOODS = 20
TILLS = ("Quầy 1", "Quầy 2")
#: Nobody counts out the exact sum: people put down the next round one.
ROUND_SUM = 50_000


def days_around(today: date) -> FairInput:
    """The fair as it runs on that day."""
    return FairInput(
        name=NAME,
        place="Quảng trường Phan Ngọc Hiển, phường An Xuyên",
        commune_code="32002",
        starts_on=today - DAYS_AROUND,
        ends_on=today + DAYS_AROUND,
    )


def keep_running(today: date) -> Fair | None:
    """The demo's fair, moved on when it is shown again weeks later; none in a market without the demo."""
    fair = Fair.objects.filter(name=NAME).first()
    if fair is not None and not fair.starts_on <= today <= fair.ends_on:
        change_fair(fair_id=fair.pk, fair=days_around(today))
        fair.refresh_from_db()
    return fair


@dataclass(frozen=True)
class FairDays:
    """What happens at the fair; `durable` names the goods that a visitor can carry home."""

    trade: Trade
    staff: User
    durable: set[str]
    draw: Random

    def hold(self, sales: int, present: datetime) -> Life:
        """It is announced, goods are brought, tills are paired, and so many sales go over the table until now."""
        plan = days_around(clock.market_day(present))
        opening = datetime.combine(plan.starts_on, time(8), clock.MARKET_ZONE)
        yield opening - timedelta(days=12)
        fair = open_fair(fair=plan)
        yield opening - timedelta(hours=1)
        brought = [one for one in self.trade.shelf.goods if one.goods.name in self.durable]
        brought = sorted(brought, key=lambda one: -one.appeal)[:MOST_GOODS]
        choose_goods(fair_id=fair.pk, add=[one.product_id for one in brought])
        devices = [self._pair(fair, till) for till in TILLS]
        for number, sold_at in enumerate(self._hours(opening, sales, present)):
            yield sold_at
            lines = self.trade.lines(brought, self.draw.choice((1, 1, 2, 3)))
            device = self.draw.choice(devices)
            sell_for_cash(device=device, request_id=f"demo-{number}", lines=lines, cash_given=self._cash_for(lines))
            self.trade.deliver()

    def _cash_for(self, lines: tuple[WantedLine, ...]) -> Dong:
        prices = {one.product_id: one.goods.price_vnd for one in self.trade.shelf.goods}
        total = sum(prices[line.product_id] * line.quantity for line in lines)
        return Dong(-(-total // ROUND_SUM) * ROUND_SUM)

    def _pair(self, fair: Fair, till: str) -> KioskDevice:
        code = make_pairing_code(fair=fair, device_name=till, staff=self.staff)
        return pair_device(code=code, ip="127.0.0.1")[0]

    def _hours(self, opening: datetime, sales: int, present: datetime) -> list[datetime]:
        days = (present - opening).days + 1
        moments = [
            opening + timedelta(days=self.draw.randrange(days), hours=self.draw.triangular(0, 13, 11))
            for _ in range(sales)
        ]
        return sorted(moment if moment < present else present - timedelta(minutes=5) for moment in moments)
