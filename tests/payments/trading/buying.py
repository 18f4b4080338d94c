"""Buyers and sellers at random: orders, cancellations, parts refused, delivered, lost and returned, and fair sales."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from base.money import Dong
from events.models import Delivery
from orders.claims.amounts import claimable_units, most_to_give_back
from orders.delivery.models import CodCollection
from orders.models import Order, SellerOrder
from orders.services import (
    ClaimRequest,
    DeliveryAddress,
    OrderRequest,
    WantedLine,
    accept_seller_order,
    cancel_order,
    confirm_receipt,
    expire_orders,
    fail_delivery,
    grant_claim,
    hand_over_cash,
    hand_over_seller_order,
    open_claim,
    place_order,
    refuse_seller_order,
    refuse_seller_order_lines,
)
from payments.services import capture_cash
from tests.payments.trading.living import DEATHS, HANDLERS, Living

State = SellerOrder.State
MOVING = (State.INCOMING, State.ACCEPTED, State.HANDED_OVER)
CARRIERS = st.sampled_from(["self", "commune_collector"])
PICK = st.integers(0, 99)


def one_of(found, pick):
    """The same one for the same pick."""
    found = list(found.order_by("pk"))
    return found[pick % len(found)] if found else None


class Buying(Living):
    """The life of an order, apart from its money."""

    def ordered(self, quantities, method, **more):
        """A request that can be made again: it has its own id."""
        lines = tuple(WantedLine(self.products[product], quantity) for product, quantity in quantities)
        home = DeliveryAddress("Minh", "+84912000002", "Ấp 1", "32244", settings.MARKET_PROVINCE_CODE)
        return OrderRequest(f"r{next(self.numbers)}", lines, method, address=home, **more)

    @rule(product=st.integers(0, 2), quantity=st.integers(1, 3), method=st.sampled_from(["vnpay", "cod"]), dies=DEATHS)
    def order(self, product, quantity, method, dies):
        request = self.ordered([(product, quantity), (0, 1)], method)
        self.do(lambda: place_order(request=request), dies)

    @rule(product=st.integers(0, 2), quantity=st.integers(1, 2), dies=DEATHS)
    def sell_at_fair(self, product, quantity, dies):
        request = self.ordered([(product, quantity)], "till_cash", channel="fair", fair_id=1)

        def sell():
            placed = place_order(request=request)
            capture_cash(order_number=placed.number, amount=placed.total, till="fair:1")

        self.do(sell, dies)

    def bring(self, placed, carrier):
        """All parts of an order, as far as nothing stands in the way."""
        steps = (
            accept_seller_order,
            lambda seller_order_id: hand_over_seller_order(seller_order_id=seller_order_id, carrier=carrier),
            confirm_receipt,
        )
        for part in placed.seller_orders.order_by("pk"):
            for step in steps:
                self.do(lambda step=step, part=part: step(seller_order_id=part.pk))
        self.deliver_everything()

    @rule(product=st.integers(0, 2), carrier=CARRIERS, days=st.integers(0, 9))
    def trade_for_cash(self, product, carrier, days):
        """A whole life without trouble, so that there is something to return and to pay out."""
        request = self.ordered([(product, 2), (2, 1)], "cod")
        placed = self.do(lambda: place_order(request=request))
        if placed:
            self.bring(placed, carrier)
            self.now += timedelta(days=days)

    @rule(minutes=st.sampled_from([5, 20, 60 * 24, 60 * 24 * 8]), dies=DEATHS)
    def wait(self, minutes, dies):
        self.now += timedelta(minutes=minutes)
        self.do(lambda: expire_orders(now=self.now), dies)

    @rule(pick=PICK, by=st.sampled_from(["buyer", "operator"]), dies=DEATHS)
    def cancel(self, pick, by, dies):
        placed = one_of(Order.objects, pick)
        if placed:
            self.do(lambda: cancel_order(order_number=placed.number, by=by, reason="Bão"), dies)

    @rule(pick=PICK, carrier=CARRIERS, dies=DEATHS)
    def move_a_part(self, pick, carrier, dies):
        part = one_of(SellerOrder.objects.filter(state__in=MOVING), pick)
        if part is None:
            return
        steps = {
            State.INCOMING: lambda: accept_seller_order(seller_order_id=part.pk),
            State.ACCEPTED: lambda: hand_over_seller_order(seller_order_id=part.pk, carrier=carrier),
            State.HANDED_OVER: lambda: confirm_receipt(seller_order_id=part.pk),
        }
        self.do(steps[part.state], dies)

    @rule(pick=PICK, whole=st.booleans(), dies=DEATHS)
    def give_less(self, pick, whole, dies):
        """A seller cannot give a part, or a unit of it; or nobody opened the door."""
        part = one_of(SellerOrder.objects.filter(state__in=MOVING), pick)
        if part is None:
            return
        refused = {part.lines.order_by("pk").first().pk: 1}
        if part.state == State.HANDED_OVER:
            self.do(lambda: fail_delivery(seller_order_id=part.pk, reason=SellerOrder.Failure.values[0]), dies)
        elif whole:
            self.do(lambda: refuse_seller_order(seller_order_id=part.pk, reason="Hết"), dies)
        else:
            reduce = {"seller_order_id": part.pk, "refused": refused, "reason": "Thiếu"}
            self.do(lambda: refuse_seller_order_lines(**reduce), dies)

    @precondition(lambda self: SellerOrder.objects.filter(state=State.DELIVERED).exists())
    @rule(pick=PICK, percent=st.integers(1, 100), with_fee=st.booleans(), dies=DEATHS)
    def give_back(self, pick, percent, with_fee, dies):
        """A claim about a unit is granted in part or whole."""
        part = one_of(SellerOrder.objects.filter(state=State.DELIVERED), pick)
        left = [(line, units) for line, units in claimable_units(part).items() if units]
        if not left:
            return
        request = ClaimRequest(f"c{next(self.numbers)}", part.pk, "damaged", ((left[0][0], 1),))
        claim = self.do(lambda: open_claim(request=request, now=self.now), dies)
        if claim is None:
            return
        amount = Dong(most_to_give_back(claim, part).goods_vnd * percent // 100)
        grant = {"claim_id": claim.pk, "amount": amount, "with_delivery_fee": with_fee, "words": "", "operator": None}
        self.do(lambda: grant_claim(**grant), dies)

    @precondition(lambda self: CodCollection.objects.filter(handed_to="").exists())
    @rule(pick=PICK, to=st.sampled_from(["seller", "market", "fair:1"]), dies=DEATHS)
    def hand_over_the_cash(self, pick, to, dies):
        held = one_of(CodCollection.objects.filter(handed_to=""), pick)
        self.do(lambda: hand_over_cash(seller_order_id=held.seller_order_id, to=to), dies)

    @rule(dies=DEATHS)
    def deliver_events(self, dies):
        self.deliver_everything(dies)

    @rule(pick=st.integers(0, 999))
    def deliver_again(self, pick):
        """What was delivered is delivered once more. Not the counting of cash, whose mark is its only memory: it is
        committed with the count, and nobody delivers what bears it.
        """
        again = [name for name in HANDLERS if name != "payments.handlers.note_cash_on_delivery"]
        done = one_of(Delivery.objects.filter(subscriber__in=again, state="delivered"), pick)
        if done:
            self.lived["replays"] += 1
            Delivery.objects.filter(pk=done.pk).update(state="waiting", due_at=self.now)
            self.deliver_everything()
