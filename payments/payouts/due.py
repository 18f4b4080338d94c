"""What is due to sellers: legs of their accounts that nobody paid, out of the hold, with the money in our hands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from base import clock
from payments.ledger.models import Leg
from payments.payouts.models import BankAccount, PayoutItem, PayoutRule
from payments.rates import on_day
from payments.sales.models import Sale

PREFIX = "seller:"


@dataclass(frozen=True)
class Due:
    """What a run would pay a seller (đồng), from how many legs; `held_back` says why it would not."""

    seller_id: int
    amount_vnd: int
    legs: int
    held_back: str


def rule_of(moment: datetime) -> PayoutRule:
    """How payouts are made on the market day of a moment. Raises NoRate."""
    return on_day(PayoutRule.objects.all(), clock.market_day(moment), "payout rule")


def hold_ends(rule: PayoutRule, now: datetime) -> datetime:
    """Deliveries up to then are out of the hold."""
    return now - timedelta(days=rule.hold_days)


def due_legs(delivered_until: datetime) -> QuerySet[Leg]:
    """Legs of sellers' accounts that can be paid, each at most once; what goes off (cash they hold, returns) too.

    A sale waits while the buyer may complain and while its cash is with a carrier, and so does all that is about it.
    """
    waiting = Sale.objects.filter(seller_order_id=OuterRef("entry__seller_order_id")).filter(
        Q(holder=Sale.Holder.CARRIER) | Q(delivered_at__gt=delivered_until)
    )
    paid = PayoutItem.objects.filter(leg=OuterRef("pk"))
    legs = Leg.objects.filter(account__code__startswith=PREFIX).exclude(entry__kind="payout")
    return legs.filter(~Exists(paid), ~Exists(waiting))


def preview(now: datetime) -> list[Due]:
    """What a run would do now: everybody with anything due, the largest first. Writes nothing."""
    rule = rule_of(now)
    with_account = set(BankAccount.objects.filter(ended_at=None).values_list("seller_id", flat=True))
    rows = (
        due_legs(hold_ends(rule, now))
        .values_list("account__code")
        .annotate(amount=Sum(F("credit_vnd") - F("debit_vnd")), number=Count("pk"))
        .order_by("-amount", "account__code")
    )
    return [
        Due(seller, amount, number, _held_back(seller, amount, rule, with_account))
        for seller, amount, number in (
            (int(code.removeprefix(PREFIX)), amount, number) for code, amount, number in rows
        )
    ]


def _held_back(seller_id: int, amount_vnd: int, rule: PayoutRule, with_account: set[int]) -> str:
    if amount_vnd <= 0:
        return "owes"
    if amount_vnd < rule.threshold_vnd:
        return "below_threshold"
    return "" if seller_id in with_account else "no_bank_account"
