"""What happens to parcels of the demo market between packing and the cash: who carries them, and what goes wrong."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from base import clock
from marketplace.demo.history import Life
from orders.delivery.carriers import COLLECTOR, SELF, carriers_for
from orders.delivery.models import CodCollection
from orders.models import Order, SellerOrder
from orders.services import accept_seller_order, fail_delivery, hand_over_cash, hand_over_seller_order
from orders.services.fulfilment import parcel_of

#: How often a parcel that the collector could take is given to him, and why parcels come back.
GIVEN_TO_COLLECTOR = 0.6
FAILURES = {"unreachable": 5, "not_at_home": 3, "not_wanted": 3, "wrong_address": 1}
SHORT = "Mẻ này chỉ còn bấy nhiêu, mong khách thông cảm."


class Road:
    """The way of parcels; all chance comes from the market's one source."""

    def __init__(self, draw: Random) -> None:
        self.draw = draw

    def accept_less(self, *, seller_order_id: int) -> None:
        """One unit of the first line that can spare one is missing."""
        lines = list(SellerOrder.objects.get(pk=seller_order_id).lines.order_by("pk"))
        spare = next((line for line in lines if line.quantity > 1 or len(lines) > 1), None)
        refused = {spare.pk: 1} if spare else None
        accept_seller_order(seller_order_id=seller_order_id, refused=refused, reason=SHORT if spare else "")

    def hand_over(self, *, seller_order_id: int) -> None:
        """To the collector, or the producer sees to it himself."""
        part = SellerOrder.objects.select_related("order").get(pk=seller_order_id)
        codes = {carrier.code for carrier in carriers_for(parcel_of(part))}
        collected = COLLECTOR in codes and self.draw.random() < GIVEN_TO_COLLECTOR
        hand_over_seller_order(seller_order_id=seller_order_id, carrier=COLLECTOR if collected else SELF)

    def fail(self, *, seller_order_id: int) -> None:
        """It comes back."""
        reason = self.draw.choices(list(FAILURES), list(FAILURES.values()))[0]
        fail_delivery(seller_order_id=seller_order_id, reason=reason)

    def collect(self, order: Order) -> Life:
        """Some days later the collector brings the cash."""
        held = CodCollection.objects.filter(seller_order__order=order, handed_to="")
        for part in list(held.values_list("seller_order_id", flat=True)):
            yield clock.now() + timedelta(days=self.draw.uniform(1, 4))
            hand_over_cash(seller_order_id=part, to="market" if self.draw.random() < 0.3 else "seller")
