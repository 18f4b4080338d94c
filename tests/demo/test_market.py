"""The demo market is a real one: lived through the services, so every figure has events behind it."""

import csv
import re
from collections import Counter
from contextlib import nullcontext
from datetime import timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F, Sum
from django.test import TestCase, override_settings

from base import clock
from catalogue.models import Product
from events.models import Delivery, RecordedEvent
from indicators import services as indicators
from indicators.models import SaleFact
from marketplace.demo import cast, tables
from marketplace.demo.fair import keep_running
from marketplace.demo.seeding import drawings
from marketplace.kiosks.models import Fair, KioskSale
from orders.models import Order, SellerOrder
from payments.bank.models import BankTransfer
from payments.ledger.models import Entry, Leg
from payments.ledger.selectors import balance_of
from payments.models import PaymentAttempt
from payments.providers.vnpay.settlement import read_settlement
from payments.providers.vnpay.simulator.settlement import settlement_of
from payments.reconciliation.comparing import compare
from people.models import User
from people.phones import to_e164
from places import register
from sellers.models import EthnicityConsent, Partner, StockRecord

ORDERS = 60


class Undrawn(nullcontext):
    """Names of photos as if they had been stored: drawing them is tested by itself."""

    wanted = drawings()

    def stems(self, stored):
        return {name: f"{place:02d}{name}" for place, name in enumerate(self.wanted)}


class TestMarket(TestCase):
    """A small demo market, lived once for all of these."""

    @classmethod
    def setUpTestData(cls):
        with (
            TemporaryDirectory() as files,
            override_settings(MESSAGES_FILE=Path(files) / "messages.jsonl"),
        ):
            out = StringIO()
            call_command("seed_demo", orders=ORDERS, drawing=Undrawn(), stdout=out, stderr=StringIO())
            cls.said = out.getvalue()

    def test_the_products_of_the_list_are_on_sale(self):
        live = Product.objects.filter(listing=Product.Listing.LIVE).select_related("main_category")
        assert live.count() == 70
        listed = {row["name"]: row for row in csv.DictReader((tables.DATA / "products.csv").open(encoding="utf-8"))}
        for stock in StockRecord.objects.filter(product__in=live).select_related("product__main_category", "partner"):
            row = listed[stock.product.title]
            assert stock.price_vnd.amount == int(row["price_vnd"])
            assert stock.net_stock_level == int(row["stock"])
            assert stock.partner.commune_code == row["commune_code"]
            assert stock.product.main_category.name == row["category"]
            assert str(stock.product.valid_ocop_star(clock.market_day(clock.now())) or "") == row["ocop_star"]
            assert stock.product.images.count() == 1

    def test_vnpays_books_agree_with_ours_on_every_day(self):
        paid = PaymentAttempt.objects.filter(provider="vnpay", state="captured")
        days = {clock.market_day(attempt.paid_at) for attempt in paid}
        assert days
        for day in days:
            assert compare(day=day, rows=read_settlement(settlement_of(day))) == []

    def test_producers_are_plausible_and_invented(self):
        sellers = Partner.objects.filter(state=Partner.State.APPROVED)
        assert sellers.count() == len(tables.stalls())
        for seller in sellers:
            assert seller.commune_code in register.market_communes()
            assert len(seller.story) > 60
            assert seller.portrait
        assert {to_e164(user.phone)[:7] for user in User.objects.all()} == {"+849000"}

    def test_what_households_said_of_themselves_is_sealed(self):
        stated = sum(bool(stall.group) for stall in tables.stalls())
        assert EthnicityConsent.objects.count() == stated > 20
        assert not EthnicityConsent.objects.filter(encrypted_code__in=[b"01", b"04", b"05"]).exists()

    def test_orders_are_in_every_state(self):
        assert Order.objects.count() == ORDERS
        assert set(SellerOrder.objects.values_list("state", flat=True)) >= set(SellerOrder.State.values) - {"refused"}
        main = SellerOrder.objects.filter(seller__phone=tables.stalls()[0].phone)
        assert {"incoming", "accepted", "packed", "handed_over"} <= set(main.values_list("state", flat=True))

    def test_the_past_lies_in_the_past_and_in_order(self):
        moments = list(RecordedEvent.objects.order_by("position").values_list("occurred_at", flat=True))
        assert moments == sorted(moments)
        assert timedelta(days=190) < moments[-1] - moments[0] < timedelta(days=220)
        assert moments[-1] <= clock.now()

    def test_everything_was_delivered(self):
        assert set(Delivery.objects.values_list("state", flat=True)) == {Delivery.State.DELIVERED}

    def test_every_figure_has_its_event(self):
        told = RecordedEvent.objects.filter(name="SellerOrderDelivered").values_list("payload", flat=True)
        lines = {line["line_id"]: line["amount_vnd"] for payload in told for line in payload["lines"]}
        assert lines
        assert dict(SaleFact.objects.values_list("line_id", "amount_vnd")) == lines
        delivered = SellerOrder.objects.filter(state=SellerOrder.State.DELIVERED)
        assert delivered.aggregate(sum=Sum("goods_vnd"))["sum"] == sum(lines.values())

    def test_counting_again_gives_the_same_figures(self):
        def facts():
            return list(SaleFact.objects.order_by("line_id").values("line_id", "month", "commune_code", "amount_vnd"))

        before = facts()
        indicators.rebuild()
        assert facts() == before

    def test_the_books_balance_and_no_stock_is_oversold(self):
        sums = Leg.objects.values("entry").annotate(debit=Sum("debit_vnd"), credit=Sum("credit_vnd"))
        assert sums.exclude(debit=F("credit")).count() == 0
        assert not StockRecord.objects.filter(num_allocated__gt=F("num_in_stock")).exists()
        paid = Order.objects.filter(paid_at__isnull=False).count()
        assert Entry.objects.filter(kind="payment_captured").count() == paid

    def test_the_bank_holds_what_vnpay_paid_over_less_what_producers_got(self):
        settled = BankTransfer.objects.filter(state=BankTransfer.State.SETTLEMENT)
        assert settled.exists()
        assert not BankTransfer.objects.filter(state=BankTransfer.State.UNMATCHED).exists()
        assert balance_of("bank") > 0
        assert balance_of("vnpay") >= 0

    def test_a_fair_is_running(self):
        fair = Fair.objects.get()
        assert fair.starts_on < clock.market_day(clock.now()) < fair.ends_on
        assert fair.products.count() == 20
        assert KioskSale.objects.count() == Order.objects.filter(channel="fair", status="completed").count() > 0

    def test_a_fair_of_weeks_ago_runs_again(self):
        later = clock.market_day(clock.now()) + timedelta(days=40)
        assert keep_running(later).ends_on == later + timedelta(days=3)

    def test_the_operator_has_something_to_do(self):
        assert Counter(Partner.objects.values_list("state", flat=True))["pending"] == 3
        waiting = Counter(Product.objects.values_list("listing", flat=True))
        assert (waiting["submitted"], waiting["refused"]) == (3, 1)
        assert all(Product.objects.filter(listing="refused").values_list("refusal_reason", flat=True))

    def test_goods_of_one_order_may_come_from_several_sellers(self):
        assert Order.objects.annotate(parts=Count("seller_orders")).filter(parts__gt=1).exists()

    def test_it_says_who_can_log_in(self):
        for path in ("/ ", "/ban-hang/", "/hoi-cho/", "/thong-ke/", "/dieu-hanh/"):
            assert path in self.said
        for name in ("Trần Minh", "Trần Thị Út Lan", "Lê Thị Hoa", "Nguyễn Văn Tuấn", "messages.jsonl"):
            assert name in self.said
        for staff in cast.STAFF:
            user = User.objects.get(phone=staff.phone)
            assert user.check_password(cast.DEMO_PASSWORD)
            assert user.roles == {staff.role}
        assert cast.DEMO_PASSWORD in self.said

    def test_a_second_time_changes_nothing_but_the_pairing_code(self):
        before = RecordedEvent.objects.count()
        again = StringIO()
        call_command("seed_demo", stdout=again)
        assert RecordedEvent.objects.count() == before
        assert Order.objects.count() == ORDERS
        code = re.compile(r"pairing code \w+")
        assert code.search(again.getvalue())[0] != code.search(self.said)[0]

    def test_passwords_everybody_knows_are_for_demos_only(self):
        with override_settings(DEMO=False), pytest.raises(CommandError):
            call_command("seed_demo")
