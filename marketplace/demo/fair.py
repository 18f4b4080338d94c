"""The demo market's running fair: three days behind it, three to go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from base import clock
from marketplace.demo.history import Life
from marketplace.demo.order_lives import Trade
from marketplace.kiosks.models import Fair

NAME = "Hội chợ sản vật Đất Mũi 2026"
PLACE = "Quảng trường Phan Ngọc Hiển, phường An Xuyên"
COMMUNE = "32002"
DAYS_AROUND = timedelta(days=3)
MOST_GOODS = 20


def running_fair(today: date) -> Fair:
    """The fair, running on that day: made, or moved on when the demo is shown again weeks later."""
    fair = Fair.objects.filter(name=NAME).first() or Fair(name=NAME, place=PLACE, commune_code=COMMUNE)
    if not fair.pk or not fair.starts_on <= today <= fair.ends_on:
        fair.starts_on, fair.ends_on = today - DAYS_AROUND, today + DAYS_AROUND
        fair.save()
    return fair


@dataclass(frozen=True)
class FairDays:
    """What happens at a fair; `durable` names the goods that a visitor can carry home."""

    fair: Fair
    trade: Trade
    durable: set[str]
    draw: Random

    def hold(self, sales: int, present: datetime) -> Life:
        """Producers bring about twenty of their goods, then so many sales go over the table up to the present."""
        opening = datetime.combine(self.fair.starts_on, time(8), clock.MARKET_ZONE)
        yield opening
        brought = [one for one in self.trade.shelf.goods if one.goods.name in self.durable]
        brought = sorted(brought, key=lambda one: -one.appeal)[:MOST_GOODS]
        self.fair.products.set([one.product_id for one in brought])
        for number, sold_at in enumerate(self._hours(opening, sales, present)):
            yield sold_at
            self.trade.sell_at_fair(number, self.fair.pk, brought)

    def _hours(self, opening: datetime, sales: int, present: datetime) -> list[datetime]:
        days = (present - opening).days + 1
        moments = [
            opening + timedelta(days=self.draw.randrange(days), hours=self.draw.triangular(0, 13, 11))
            for _ in range(sales)
        ]
        return sorted(moment if moment < present else present - timedelta(minutes=5) for moment in moments)
