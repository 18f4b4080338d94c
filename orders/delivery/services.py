"""Cash paid at the door: taken by whoever carries, handed over to whom it belongs."""

from __future__ import annotations

import re

from django.db import transaction

from base import clock
from base.errors import InvalidInput
from events.orders import CodCashHandedOver
from events.outbox import record
from orders.delivery.carriers import carrier_named
from orders.delivery.models import CodCollection
from orders.errors import WrongState
from orders.models import SellerOrder

#: Whom a carrier may give cash to.
RECEIVERS = re.compile(r"seller|market|fair:[1-9]\d{0,17}", re.ASCII)


def collect_cash(part: SellerOrder) -> None:
    """The buyer paid at the door: from now on it is known who holds the money."""
    carrier, now = carrier_named(part.carrier), clock.now()
    CodCollection.objects.create(
        seller_order=part,
        carrier=carrier.code,
        amount_vnd=part.total.amount,
        collected_at=now,
        handed_to="" if carrier.holds_cash else "seller",
        handed_over_at=None if carrier.holds_cash else now,
    )


@transaction.atomic
def hand_over_cash(*, seller_order_id: int, to: str) -> CodCollection:
    """A carrier gave the cash of a part to the `seller`, to the `market` or to the tills of `fair:<id>`.

    Raises InvalidInput for another receiver, WrongState when nothing is held (any more).
    """
    if not RECEIVERS.fullmatch(to):
        raise InvalidInput({"to": "unknown"})
    held = CodCollection.objects.filter(seller_order_id=seller_order_id, handed_to="")
    if not held.update(handed_to=to, handed_over_at=clock.now()):
        raise WrongState(state="nothing_held", command="hand_over_cash")
    cash = CodCollection.objects.select_related("seller_order__order").get(seller_order_id=seller_order_id)
    part = cash.seller_order
    record(
        CodCashHandedOver(
            part.pk, part.order.number, part.seller_id, carrier=cash.carrier, to=to, amount_vnd=cash.amount_vnd
        )
    )
    return cash
