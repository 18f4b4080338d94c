"""Reading what sellers are owed, what was paid out, and of what. A seller's own pages pass the seller they guard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet, Sum

from base.errors import NotFound
from payments.ledger.accounts import of_seller
from payments.ledger.models import Leg
from payments.payouts.due import due_legs, hold_ends, rule_of
from payments.payouts.models import Payout, PayoutItem
from payments.sales.models import Sale

WORTH = F("credit_vnd") - F("debit_vnd")
SHOWN = (Payout.State.PREPARED, Payout.State.SENT, Payout.State.RETURNED)


@dataclass(frozen=True)
class Standing:
    """Where a seller's money is (đồng): due now, in the hold, with a carrier, in a payout that waits to be sent.

    `due` is below nothing when he owes: he holds the cash of his buyers, and fee and tax of it are not paid yet.
    """

    due: int
    in_hold: int
    at_carrier: int
    prepared: int

    @property
    def to_come(self) -> int:
        """What the market will transfer when everything has run its course; below nothing when he owes."""
        return self.due + self.in_hold + self.at_carrier + self.prepared

    @property
    def taken_off(self) -> int:
        """What goes off the rest: fee and tax of cash that he holds himself, and returns (đồng, above nothing)."""
        return -sum(min(part, 0) for part in (self.due, self.in_hold, self.at_carrier))

    @property
    def owes(self) -> int:
        """What he owes, as a number above nothing (đồng)."""
        return max(-self.to_come, 0)


def standing_of(seller_id: int, now: datetime) -> Standing:
    """What a seller may expect, from the legs of his account that no payout has paid. Raises NoRate."""
    code = of_seller(seller_id)
    open_legs = Leg.objects.filter(account__code=code, paid_by=None).exclude(entry__kind="payout")
    carried = Sale.objects.filter(seller_id=seller_id, holder=Sale.Holder.CARRIER).values("seller_order_id")
    due = _worth(due_legs(hold_ends(rule_of(now), now)).filter(account__code=code))
    at_carrier = _worth(open_legs.filter(entry__seller_order_id__in=carried))
    set_aside = Payout.objects.filter(seller_id=seller_id, state=Payout.State.PREPARED)
    prepared = set_aside.aggregate(sum=Sum("amount_vnd"))["sum"] or 0
    return Standing(due, _worth(open_legs) - due - at_carrier, at_carrier, prepared)


@dataclass(frozen=True)
class StatementLine:
    """One thing that a payout pays or takes off (đồng): an entry's kind, its day, and the order, if it is about one."""

    kind: str
    booked_at: datetime
    order_number: str
    seller_order_id: int | None
    amount_vnd: int


def payouts_of(seller_id: int) -> QuerySet[Payout]:
    """A seller's payouts, newest first, with their run and account."""
    own = Payout.objects.filter(seller_id=seller_id, state__in=SHOWN)
    return own.select_related("run", "bank_account").order_by("-pk")


def payout_of_seller(*, seller_id: int, payout_id: int) -> Payout:
    """One of a seller's own payouts. Raises NotFound, for others' as for none."""
    payout = payouts_of(seller_id).filter(pk=payout_id).first()
    if payout is None:
        raise NotFound
    return payout


def statement_of(payout: Payout) -> list[StatementLine]:
    """What a payout is made of, oldest first; the lines sum to it."""
    legs = Leg.objects.filter(paid_by__payout=payout).select_related("entry").order_by("entry__booked_at", "pk")
    orders = dict(
        Sale.objects.filter(seller_order_id__in=legs.values("entry__seller_order_id")).values_list(
            "seller_order_id", "order_number"
        )
    )
    return [
        StatementLine(
            leg.entry.kind,
            leg.entry.booked_at,
            orders.get(leg.entry.seller_order_id or 0, ""),
            leg.entry.seller_order_id,
            leg.credit_vnd - leg.debit_vnd,
        )
        for leg in legs
    ]


def payout_of_sales(seller_order_ids: list[int]) -> dict[int, Payout]:
    """{part: the payout in which its sale's own leg is}, for those that are in one."""
    items = PayoutItem.objects.filter(leg__entry__kind="sale", leg__entry__seller_order_id__in=seller_order_ids)
    return {
        item.leg.entry.seller_order_id or 0: item.payout for item in items.select_related("payout__run", "leg__entry")
    }


def _worth(legs: QuerySet[Leg]) -> int:
    return legs.aggregate(sum=Sum(WORTH))["sum"] or 0
