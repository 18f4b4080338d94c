"""What everybody in a random market shares: clock, accidents, deliveries, and what must hold after each step."""

from __future__ import annotations

import itertools
from collections import Counter
from contextlib import ExitStack
from datetime import datetime, timedelta

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from base import clock
from base.errors import MarketError
from events.claiming import LEASE
from events.dispatcher import deliver, due
from events.models import Delivery
from marketplace.operators.selectors.books import differences
from payments.ledger.models import Entry, Leg
from payments.providers.vnpay.simulator.models import FaultSwitch
from tests.payments.trading.dying import Death, dying_at
from tests.payments.trading.gateway import Line

#: The handlers that money goes through; nobody is told, searched or counted here.
HANDLERS = (
    "orders.handlers.confirm_payment",
    "payments.handlers.book_sale",
    "payments.handlers.book_cash_handed_over",
    "payments.handlers.book_return",
    "payments.handlers.request_due_refund",
    "payments.handlers.note_cash_on_delivery",
)
BEGAN = datetime.fromisoformat("2026-10-05T02:00:00+00:00")
#: The write at which a command dies, or none.
DEATHS = st.one_of(st.just(0), st.integers(1, 12))


class Living(RuleBasedStateMachine):
    """`operators`, `products` (ids) and `give_account` are set by the test, which owns the database."""

    operators: tuple = ()
    products: tuple = ()
    give_account: staticmethod
    #: Of all examples together: steps taken, deaths, replays, and entries by their kind.
    lived: Counter

    @initialize()
    def begin(self):
        self.now, self.numbers, self.line = BEGAN, itertools.count(), Line()
        self.seen: dict[int, list] = {}
        self.open = ExitStack()
        self.open.enter_context(transaction.atomic())
        self.open.callback(lambda: transaction.set_rollback(True))
        self.open.enter_context(self.line.connected())
        # Invariants are looked at after this as well, and it is no step.
        self.lived["steps"] -= 1
        FaultSwitch.objects.update_or_create(txn_ref="", defaults={"drop_ipn": True, "refund_answer": ""})

    def teardown(self):
        if hasattr(self, "open"):
            with self.open:
                self.come_to_rest()
                self.lived.update(f"entry {kind}" for kind in Entry.objects.values_list("kind", flat=True))

    def come_to_rest(self):
        """The end of an example; whoever adds people adds what they still have to do."""
        self.deliver_everything()
        self.books_agree()
        # The database weighs some things at commit only, and no example commits.
        connection.check_constraints()

    def do(self, command, dies_at=0):
        """Do it at the market's present moment; a rule that says no changes nothing. Who died tries again."""
        self.now += timedelta(minutes=1)
        with clock.at(self.now):
            try:
                with dying_at(dies_at):
                    return command()
            except MarketError:
                return None
            except Death:
                self.lived["deaths"] += 1
                self.books_agree()
        return self.do(command)

    def deliver_everything(self, dies_at=0):
        """Until no delivery of money is open. One whose worker died is taken over when its lease has run out."""
        ours = Delivery.objects.filter(subscriber__in=HANDLERS)
        while ours.filter(state__in=["waiting", "claimed"]).exists():
            with clock.at(self.now):
                waiting = due(now=self.now).filter(subscriber__in=HANDLERS).first()
                if waiting is None:
                    self.now += LEASE
                    continue
                try:
                    with dying_at(dies_at):
                        deliver(waiting)
                except Death:
                    self.lived["deaths"] += 1
                    dies_at = 0
        assert list(ours.filter(state="parked").values_list("subscriber", "trouble")) == []

    @invariant()
    def books_agree(self):
        if hasattr(self, "open"):
            assert differences() == []

    @invariant()
    def no_leg_has_changed(self):
        if hasattr(self, "open"):
            self.lived["steps"] += 1
            rows = Leg.objects.values_list("pk", "entry_id", "account_id", "debit_vnd", "credit_vnd")
            legs = {pk: row for pk, *row in rows}
            assert {pk: legs.get(pk) for pk in self.seen} == self.seen
            self.seen = legs
