"""The demo market from nothing to today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from base import clock
from catalogue.categories import ensure_categories
from marketplace.demo import cast, money, plans, tables, vouchers, waiting
from marketplace.demo.fair import FairDays
from marketplace.demo.history import History
from marketplace.demo.order_lives import Trade
from marketplace.demo.shelf import NewListing, Shelf
from people.models import KIOSK_STAFF, OPERATOR

HALF_YEAR = timedelta(days=182)
#: Stalls open one after the other in the weeks before the first order; some join later.
OPENING = timedelta(days=24)
#: For so long people have been told of what happened.
TOLD_FOR = timedelta(days=7)
#: The producer whose telephone is shown first.
MAIN_STALL = "ut-lan"
#: One sale in so many happens at the fair.
FAIR_SHARE = 11
#: All else keeps for a week on a table and travels in a bag.
PERISHABLE = "Hải sản tươi sống"


def drawings() -> list[str]:
    """Names of all drawings that the demo market needs."""
    goods = [one.drawing for one in (*tables.goods(), *tables.submissions())]
    return list(dict.fromkeys([*goods, *(stall.portrait for stall in tables.stalls())]))


@transaction.atomic
def live_through(*, present: datetime, orders: int, stems: dict[str, str], passed: Callable[[float], None]) -> None:
    """Live the half-year up to the present: all of it is written, or none. `stems` are the stored photos by drawing;
    `passed` hears which share of the time is behind us.
    """
    HalfYear(present, stems).live(orders, passed)


class HalfYear:
    """Everybody's plans for the half-year, and their living it."""

    def __init__(self, present: datetime, stems: dict[str, str]) -> None:
        self.present, self.stems = present, stems
        self.began = present - HALF_YEAR - OPENING
        self.draw = Random(2026)
        self.history = History(present, telephones_since=present - TOLD_FOR)
        self.trade = Trade(Shelf(self.draw), self.draw, self.history.deliver)
        self.staff = cast.hire_staff()
        self.operator = self.staff[OPERATOR]
        self.categories = ensure_categories()
        self.phones = {stall.key: stall.phone for stall in tables.stalls()}

    def live(self, orders: int, passed: Callable[[float], None]) -> None:
        """Begin all lives, then let them unfold up to the present."""
        self._open_stalls()
        self._order(orders - orders // FAIR_SHARE)
        self._hold_fair(orders // FAIR_SHARE)
        self._ask_operator()
        self._keep_books()
        length = self.present - self.began
        self.history.unfold(lambda moment: passed((moment - self.began) / length))
        with clock.at(self.present):
            self.trade.shelf.fill_up()
            vouchers.give_out(producer_phone=self.phones[MAIN_STALL], present=self.present)
            self.history.deliver()

    def _open_stalls(self) -> None:
        opened = {}
        for place, stall in enumerate(tables.stalls()):
            # Every fourth stall comes later: the market grows.
            later = timedelta(days=self.draw.uniform(20, 120)) if place % 4 == 3 else timedelta()
            opened[stall.key] = self.began + timedelta(hours=8 + 9 * place) + later
            self.history.begin(cast.open_stall(stall, opened[stall.key], self.operator, self.stems))
            # Some producers have not told their bank account yet.
            if place % 9 != 8:
                self.history.begin(money.tell_bank_account(stall, opened[stall.key] + timedelta(days=3)))
        for goods in tables.goods():
            listed_at = opened[goods.stall] + timedelta(hours=self.draw.uniform(22, 90))
            self.history.begin(self.trade.shelf.offer(self._listing(goods), listed_at, self.operator))

    def _order(self, orders: int) -> None:
        minh = tables.buyers()[0]
        planning = plans.Planning(
            began=self.present - HALF_YEAR,
            present=self.present,
            buyers=tables.buyers(),
            account_id=cast.account(minh.phone, minh.name).pk,
            main_phone=self.phones[MAIN_STALL],
            draw=self.draw,
        )
        for plan in planning.orders(orders):
            self.history.begin(self.trade.order(plan))

    def _hold_fair(self, sales: int) -> None:
        durable = {goods.name for goods in tables.goods() if goods.category != PERISHABLE}
        days = FairDays(self.trade, self.staff[KIOSK_STAFF], durable, self.draw)
        self.history.begin(days.hold(sales, self.present))

    def _ask_operator(self) -> None:
        for place, stall in enumerate(tables.applicants(), start=1):
            applied_at = self.present - timedelta(hours=5 * place)
            self.history.begin(waiting.apply(stall, applied_at, self.operator))
        for place, goods in enumerate(tables.submissions(), start=1):
            sent_at = self.present - timedelta(hours=3 * place)
            self.history.begin(waiting.submit(self._listing(goods), sent_at, self.operator))

    def _keep_books(self) -> None:
        second = cast.hire(cast.OPERATOR_HANH)
        money.publish_fees(clock.market_day(self.began))
        self.history.begin(money.vnpay_pays_weekly(self.began, self.present))
        self.history.begin(money.pay_out_weekly(self.began, self.present, self.operator, second))

    def _listing(self, goods: tables.Goods) -> NewListing:
        return NewListing(
            goods, self.phones[goods.stall], self.categories[goods.category].pk, self.stems[goods.drawing]
        )
