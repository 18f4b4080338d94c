"""The whole market at random: everything of its buyers, its gateway, and payouts to its sellers."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from orders.models import SellerOrder
from payments.payouts.models import BankAccount, Payout, PayoutRun
from payments.payouts.results import return_payout
from payments.payouts.runs import approve_run, cancel_run, prepare_run
from tests.payments.trading.living import DEATHS
from tests.payments.trading.paying import Paying


class Market(Paying):
    """Runs are prepared, decided and sent; transfers come back."""

    @precondition(lambda self: SellerOrder.objects.filter(state="delivered").exists())
    @rule(account=st.booleans(), days=st.sampled_from([8, 0]), dies=DEATHS)
    def prepare_payouts(self, account, days, dies):
        """At once, or when the hold is over."""
        self.now += timedelta(days=days)
        if account or not BankAccount.objects.exists():
            self.do(self.give_account)
        self.do(lambda: prepare_run(operator=self.operators[0], now=self.now), dies)

    @precondition(lambda self: PayoutRun.objects.filter(state="prepared").exists())
    @rule(drops=st.booleans(), same=st.booleans(), dies=DEATHS)
    def decide_payouts(self, drops, same, dies):
        run = PayoutRun.objects.filter(state="prepared").earliest("pk")
        who = self.operators[0 if same else 1]
        command = (lambda: cancel_run(run_id=run.pk)) if drops else (lambda: approve_run(run_id=run.pk, operator=who))
        self.do(command, dies)

    @precondition(lambda self: Payout.objects.filter(state="sent").exists())
    @rule(dies=DEATHS)
    def return_a_transfer(self, dies):
        sent = Payout.objects.filter(state="sent").latest("pk")
        self.do(lambda: return_payout(payout_id=sent.pk, reason="Sai số"), dies)
