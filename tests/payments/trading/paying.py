"""Money at the gateway at random: pages pressed late or twice, notices lost and repeated, refunds that fail."""

from __future__ import annotations

import uuid
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from orders.models import Order
from orders.services import place_order
from payments.ledger.models import Entry
from payments.ledger.selectors import balance_of
from payments.models import PaymentAttempt
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.simulator.models import FaultSwitch, Transaction
from payments.providers.vnpay.simulator.services import RefundRefused, decide, open_transaction
from payments.refunds.calling import carry_out_refunds
from payments.refunds.models import Refund
from payments.refunds.settling import call_again, complete_by_hand, hand_over_to_person
from payments.services import (
    ask_about,
    ask_about_payments,
    close_held,
    give_back_held,
    release_held,
    start_vnpay_payment,
)
from tests.payments.trading.agreeing import (
    days,
    file_is_as_it_must_be,
    gateway_holds_what_the_books_say,
    still_open,
)
from tests.payments.trading.buying import CARRIERS, PICK, Buying, one_of
from tests.payments.trading.gateway import MOODS, clear_suspicion, give_back_in_portal, given_back_by, notify
from tests.payments.trading.living import DEATHS

CHOICES = ("success", "success", "success", "insufficient", "suspected", "reversed")
REFUND_ANSWERS = ("", "", "", FaultSwitch.REFUSED, FaultSwitch.SLOW, FaultSwitch.LATE_REFUSAL)
OVER = ("cancelled", "expired", "completed")
#: Refunds of one payment go one after the other, and nobody has more of them than this.
ROUNDS = 40


class Paying(Buying):
    """Buyers at VNPAY's page, and the operators' work with what VNPAY does."""

    def open_page(self, placed):
        """Also of an expired, a cancelled or a paid order: the page before it may have stood open."""

        def start():
            address = start_vnpay_payment(
                order_number=placed.number, amount=placed.total, client_ip="127.0.0.1", return_url="http://localhost/"
            )
            return open_transaction(params=dict(parse_qsl(urlsplit(address).query)), config=VnpayConfig.from_settings())

        return self.do(start)

    @rule(pick=PICK)
    def go_to_pay(self, pick):
        placed = one_of(Order.objects.filter(payment_method="vnpay"), pick)
        if placed:
            self.open_page(placed)

    @precondition(lambda self: Transaction.objects.filter(status="01").exists())
    @rule(pick=PICK, choice=st.sampled_from(CHOICES), told=st.booleans(), dies=DEATHS)
    def press(self, pick, choice, told, dies):
        """The notice comes at once, or it is lost on its way."""
        page = one_of(Transaction.objects.filter(status="01"), pick)
        self.do(lambda: decide(transaction_id=page.pk, choice=choice, now=self.now))
        page.refresh_from_db()
        if told:
            self.do(lambda: notify(page), dies)

    @precondition(lambda self: Transaction.objects.exclude(status="01").exists())
    @rule(pick=PICK, dies=DEATHS)
    def tell_late_or_again(self, pick, dies):
        page = one_of(Transaction.objects.exclude(status="01"), pick)
        known = PaymentAttempt.objects.get(reference=page.txn_ref).state
        answer = self.do(lambda: notify(page), dies)
        assert answer == ("00" if known == "started" else "02") or dies
        self.lived["replays"] += known != "started"

    @rule(product=st.integers(0, 2), carrier=CARRIERS, days=st.integers(0, 9))
    def trade(self, product, carrier, days):
        """A whole life without trouble, paid through VNPAY."""
        request = self.ordered([(product, 2), (2, 1)], "vnpay")
        placed = self.do(lambda: place_order(request=request))
        page = self.open_page(placed) if placed else None
        if page:
            self.do(lambda: decide(transaction_id=page.pk, choice="success", now=self.now))
            page.refresh_from_db()
            self.do(lambda: notify(page))
            self.deliver_everything()
            self.bring(placed, carrier)
            self.now += timedelta(days=days)

    @rule(mood=st.sampled_from(MOODS), refund_answer=st.sampled_from(REFUND_ANSWERS))
    def change_mood(self, mood, refund_answer):
        self.line.mood = mood
        FaultSwitch.objects.filter(txn_ref="").update(refund_answer=refund_answer)

    @rule(dies=DEATHS)
    def ask_for_payments(self, dies):
        self.do(lambda: ask_about_payments(now=self.now), dies)

    @rule(dies=DEATHS)
    def call_for_refunds(self, dies):
        self.deliver_everything()
        self.do(lambda: carry_out_refunds(now=self.now), dies)

    @rule(pick=PICK)
    def tell_of_a_refund_again(self, pick):
        before = list(Refund.objects.order_by("pk").values()), Entry.objects.count()
        self.lived["replays"] += bool(self.do(lambda: self.line.tell_again(pick)))
        assert (list(Refund.objects.order_by("pk").values()), Entry.objects.count()) == before

    @precondition(lambda self: PaymentAttempt.objects.filter(state="held").exists())
    @rule(pick=PICK, keeps=st.booleans(), dies=DEATHS)
    def decide_about_held(self, pick, keeps, dies):
        held = one_of(PaymentAttempt.objects.filter(state="held"), pick)
        if held.hold_reason == "suspected":
            clear_suspicion(held.reference)
            decision = release_held if keeps else give_back_held
        else:
            decision = close_held
        self.do(lambda: decision(reference=held.reference), dies)

    @precondition(lambda self: Refund.objects.exclude(state__in=["waiting", "completed"]).exists())
    @rule(pick=PICK, way=st.sampled_from(["bank", "call again", "portal"]), dies=DEATHS)
    def work_off_a_refund(self, pick, way, dies):
        refund = one_of(Refund.objects.exclude(state__in=["waiting", "completed"]), pick)
        self.do(lambda: self.by_hand(refund, way), dies)

    def by_hand(self, refund, way):
        """A person looks at VNPAY's pages first, and then does what the operators' page offers."""
        reference, made = refund.reference, given_back_by(refund)
        if refund.state != Refund.State.BY_HAND:
            if made is None:
                return hand_over_to_person(reference=reference, note="VNPAY không có")
            return complete_by_hand(reference=reference, note="Thấy ở VNPAY", provider_reference=made.number)
        if way == "call again" and refund.call_id:
            return call_again(reference=reference, new_call_id=uuid.uuid4().hex)
        if way == "portal" and refund.account == "vnpay":
            try:
                number = give_back_in_portal(refund)
            except RefundRefused:
                return None
            return complete_by_hand(reference=reference, note="Cổng", provider_reference=number)
        account = "bank" if refund.account == "vnpay" else ""
        return complete_by_hand(reference=reference, note="FT26330", account=account)

    @rule()
    def compare_with_the_file(self):
        file_is_as_it_must_be()

    def come_to_rest(self):
        """VNPAY is well again and everybody does what is open: then both sides say the same to the đồng."""
        super().come_to_rest()
        file_is_as_it_must_be()
        self.change_mood("well", "")
        for reference in PaymentAttempt.objects.filter(state="started", provider="vnpay").values_list("reference"):
            self.do(lambda reference=reference: ask_about(reference=reference[0], now=self.now))
        while PaymentAttempt.objects.filter(state="held").exists():
            self.decide_about_held(0, True, 0)
        self.finish_refunds()
        assert [one for day in days() for one in still_open(day)] == []
        file_is_as_it_must_be()
        gateway_holds_what_the_books_say()
        self.books_agree()
        # What came in for an order that is over was paid out of it or given back.
        over = Order.objects.filter(status__in=OVER).values_list("number", flat=True)
        assert {number: owed for number in over if (owed := balance_of(f"order:{number}"))} == {}

    def finish_refunds(self):
        """Call and ask until none is open; what VNPAY says nothing of, a person looks at."""
        for _ in range(ROUNDS):
            self.deliver_everything()
            waiting = Refund.objects.exclude(state="completed")
            if not waiting.exists():
                return
            for _ in range(2):
                self.do(lambda: carry_out_refunds(now=self.now))
                self.now += timedelta(hours=6)
            for refund in waiting.exclude(state="waiting"):
                self.do(lambda refund=refund: self.by_hand(refund, "bank"))
        raise AssertionError(list(Refund.objects.exclude(state="completed").values()))
