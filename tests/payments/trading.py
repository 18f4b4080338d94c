"""A market at random: orders, payments on time and late, cancellations, deliveries, fair sales, returns, payouts,
replays and crashes, in any order. After every step the books balance, agree with the orders, and no leg has changed.
"""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from base import clock
from base.errors import MarketError
from events.dispatcher import deliver, due
from events.models import Delivery
from events.orders import SaleReturned, SoldLine
from events.outbox import record
from marketplace.operators.selectors.books import differences
from orders.models import Order, SellerOrder
from orders.services import (
    OrderRequest,
    WantedLine,
    accept_seller_order,
    cancel_order,
    confirm_receipt,
    expire_orders,
    hand_over_seller_order,
    place_order,
    refuse_seller_order,
)
from payments.ledger.models import Leg
from payments.models import PaymentAttempt
from payments.payouts.models import BankAccount, Payout, PayoutRun
from payments.payouts.results import return_payout
from payments.payouts.runs import approve_run, cancel_run, prepare_run
from payments.providers.outcome import Outcome
from payments.sales.models import SaleReturnLine
from payments.services import capture_cash, settle, start_vnpay_payment

#: The handlers that money goes through; nobody is told, searched or counted here.
HANDLERS = (
    "orders.handlers.confirm_payment",
    "payments.handlers.book_sale",
    "payments.handlers.book_cash_handed_over",
    "payments.handlers.book_return",
)
BEGAN = datetime.fromisoformat("2026-10-05T02:00:00+00:00")
State = SellerOrder.State


class Crash(Exception):
    """The process dies here."""


class Market(RuleBasedStateMachine):
    """`operators`, `products` (ids) and `give_account` are set by the test, which owns the database."""

    operators: tuple = ()
    products: tuple = ()
    give_account: staticmethod

    @initialize()
    def open(self):
        self.now, self.numbers = BEGAN, itertools.count()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.seen: dict[int, tuple] = {}

    def teardown(self):
        if hasattr(self, "atomic"):
            self.deliver_everything()
            assert differences() == []
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def try_to(self, command):
        """Do it at the market's present moment; a rule that says no changes nothing."""
        self.now += timedelta(minutes=1)
        with clock.at(self.now):
            try:
                with transaction.atomic():
                    return command()
            except (MarketError, Crash):
                return None

    @rule(product=st.integers(0, 2), quantity=st.integers(1, 3), method=st.sampled_from(["vnpay", "cod"]))
    def order(self, product, quantity, method):
        lines = (WantedLine(self.products[product], quantity), WantedLine(self.products[0], 1))
        self.try_to(lambda: place_order(request=OrderRequest(f"r{next(self.numbers)}", lines, method)))

    @rule(product=st.integers(0, 2), method=st.sampled_from(["vnpay", "cod"]), days=st.integers(0, 9))
    def trade(self, product, method, days):
        """A whole life without trouble, so that there is something to return and to pay out."""

        def live():
            lines = (WantedLine(self.products[product], 2), WantedLine(self.products[2], 1))
            placed = place_order(request=OrderRequest(f"r{next(self.numbers)}", lines, method))
            if method == "vnpay":
                self._pay(placed, "captured")
                self.deliver_everything()
            for part in placed.seller_orders.order_by("pk"):
                for step in (accept_seller_order, hand_over_seller_order, confirm_receipt):
                    step(seller_order_id=part.pk)

        self.try_to(live)
        self.deliver_everything()
        self.now += timedelta(days=days)

    @rule(quantity=st.integers(1, 2), product=st.integers(0, 2))
    def sell_at_fair(self, quantity, product):
        def sell():
            lines = (WantedLine(self.products[product], quantity),)
            wish = OrderRequest(f"r{next(self.numbers)}", lines, "till_cash", channel="fair", fair_id=1)
            placed = place_order(request=wish)
            capture_cash(order_number=placed.number, amount=placed.total, till="fair:1")

        self.try_to(sell)

    @rule(pick=st.integers(0, 99), outcome=st.sampled_from(["captured", "captured", "failed"]))
    def pay(self, pick, outcome):
        found = list(Order.objects.filter(payment_method="vnpay").order_by("pk"))
        if found:
            self.try_to(lambda: self._pay(found[pick % len(found)], outcome))

    def _pay(self, placed, outcome):
        """Also an expired, a cancelled or a paid one, for the page may have stood open."""
        attempt = PaymentAttempt.objects.filter(order_number=placed.number, state="started").first()
        if attempt is None:
            start_vnpay_payment(
                order_number=placed.number, amount=placed.total, client_ip="127.0.0.1", return_url="http://localhost/"
            )
            attempt = PaymentAttempt.objects.filter(order_number=placed.number).latest("pk")
        settle(reference=attempt.reference, outcome=Outcome(outcome, attempt.amount_vnd, "1", "00"))

    @rule(minutes=st.sampled_from([5, 20, 60 * 24, 60 * 24 * 8]))
    def wait(self, minutes):
        self.now += timedelta(minutes=minutes)
        self.try_to(lambda: expire_orders(now=self.now))

    @rule(pick=st.integers(0, 99), by=st.sampled_from(["buyer", "operator"]))
    def cancel(self, pick, by):
        found = list(Order.objects.order_by("pk"))
        if found:
            self.try_to(lambda: cancel_order(order_number=found[pick % len(found)].number, by=by))

    @rule(pick=st.integers(0, 99), refuses=st.booleans())
    def move_a_part(self, pick, refuses):
        found = list(SellerOrder.objects.filter(state__in=["incoming", "accepted", "handed_over"]).order_by("pk"))
        if not found:
            return
        part = found[pick % len(found)]
        steps = {"incoming": accept_seller_order, "accepted": hand_over_seller_order, "handed_over": confirm_receipt}
        if refuses and part.state != State.HANDED_OVER:
            self.try_to(lambda: refuse_seller_order(seller_order_id=part.pk, reason="Hết"))
        else:
            self.try_to(lambda: steps[part.state](seller_order_id=part.pk))

    @precondition(lambda self: SellerOrder.objects.filter(state=State.DELIVERED).exists())
    @rule(pick=st.integers(0, 99), percent=st.integers(1, 100))
    def give_back(self, pick, percent):
        found = list(SellerOrder.objects.filter(state=State.DELIVERED).select_related("order").order_by("pk"))
        if not found:
            return
        part = found[pick % len(found)]
        line = part.lines.order_by("pk").first()
        # Nobody grants more than is left of a line.
        gone = sum(SaleReturnLine.objects.filter(sale_line__line_id=line.pk).values_list("listed_vnd", flat=True))
        amount = (line.amount.amount - gone) * percent // 100
        back = (SoldLine(line.pk, line.product_id, line.category_slug, 1, amount),)
        if amount and self.deliver_everything() is None:
            claim = SaleReturned(next(self.numbers), part.pk, part.order.number, part.seller_id, amount, 0, back)
            self.try_to(lambda: record(claim))
            self.deliver_everything()

    @precondition(lambda self: SellerOrder.objects.filter(state=State.DELIVERED).exists())
    @rule(account=st.booleans())
    def prepare_payouts(self, account):
        if account or not BankAccount.objects.exists():
            self.try_to(self.give_account)
        self.try_to(lambda: prepare_run(operator=self.operators[0], now=self.now))

    @precondition(lambda self: PayoutRun.objects.filter(state="prepared").exists())
    @rule(drops=st.booleans(), same=st.booleans())
    def decide_payouts(self, drops, same):
        run = PayoutRun.objects.filter(state="prepared").earliest("pk")
        who = self.operators[0 if same else 1]
        command = (lambda: cancel_run(run_id=run.pk)) if drops else (lambda: approve_run(run_id=run.pk, operator=who))
        self.try_to(command)

    @precondition(lambda self: Payout.objects.filter(state="sent").exists())
    @rule()
    def return_a_transfer(self):
        sent = Payout.objects.filter(state="sent").latest("pk")
        self.try_to(lambda: return_payout(payout_id=sent.pk, reason="Sai số"))

    @rule(pick=st.integers(0, 999))
    def deliver_again(self, pick):
        """What was delivered is delivered once more, as after a lost acknowledgement."""
        done = list(Delivery.objects.filter(subscriber__in=HANDLERS, state="delivered").order_by("pk"))
        if done:
            Delivery.objects.filter(pk=done[pick % len(done)].pk).update(state="waiting", due_at=self.now)
            self.deliver_everything()

    @rule()
    def crash_while_paying_out(self):
        def dies():
            run = prepare_run(operator=self.operators[0], now=self.now)
            approve_run(run_id=run.pk, operator=self.operators[1])
            raise Crash

        self.try_to(dies)

    @rule()
    def deliver_everything(self):
        with clock.at(self.now):
            while waiting := due(now=self.now).filter(subscriber__in=HANDLERS).first():
                assert deliver(delivery_id=waiting.pk), Delivery.objects.get(pk=waiting.pk).trouble

    @invariant()
    def books_agree(self):
        if hasattr(self, "atomic"):
            assert differences() == []

    @invariant()
    def no_leg_has_changed(self):
        if hasattr(self, "atomic"):
            rows = Leg.objects.values_list("pk", "entry_id", "account_id", "debit_vnd", "credit_vnd")
            legs = {pk: row for pk, *row in rows}
            assert {pk: legs.get(pk) for pk in self.seen} == self.seen
            self.seen = legs
