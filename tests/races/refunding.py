"""Fifty operators, or retries, give back 60 % of one payment in the same moment; and the market as it would be if it
looked first and wrote afterwards, in a database that no longer counts.
"""

from __future__ import annotations

from collections import Counter
from importlib import import_module

from django.db import connection
from django.db.models import Sum

from base.money import Dong
from payments.models import PaymentAttempt
from payments.refunds import asking_for
from payments.refunds.asking_for import request_refund
from payments.refunds.errors import RefundExceedsPaid
from payments.refunds.models import Refund
from payments.services import capture_cash
from tests.races.serving import all_at_once

GUARD = import_module("payments.migrations.0013_refunds_never_exceed")
REFUNDS, PAID, PART = 50, 100_000, 60_000


def pay() -> PaymentAttempt:
    """100 000 that are in."""
    capture_cash(order_number="CDRACE0001", amount=Dong(PAID), till="fair:1")
    return PaymentAttempt.objects.get()


def give_back_at_once(attempt: PaymentAttempt, ask=request_refund) -> Counter:
    """How many were accepted and how many refused; anything else is raised."""

    def one(number, ready):
        try:
            ready()
            ask(order_number=attempt.order_number, amount=Dong(PART), reason="cancelled", request_key=f"race-{number}")
        except RefundExceedsPaid:
            return "refused"
        finally:
            connection.close()
        return "accepted"

    return Counter(all_at_once(one, range(REFUNDS)))


def given_back() -> int:
    """What all refunds sum to."""
    return Refund.objects.aggregate(all=Sum("amount_vnd"))["all"]


def let_the_database_look_away() -> None:
    """No trigger counts any more."""
    on = " ON payment_refund" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER refund_counted{on}")


def make_it_look_again() -> None:
    """As the migration made it."""
    statements = GUARD.SQLITE if connection.vendor == "sqlite" else GUARD.POSTGRES
    with connection.cursor() as cursor:
        cursor.execute(next(one for one in statements if "CREATE TRIGGER refund_counted" in one))


def careless(looked):
    """`request_refund` that looks at what is left, lets everybody else look (`looked`), and then writes."""

    def ask(**asked) -> None:
        attempt = PaymentAttempt.objects.get(order_number=asked["order_number"])
        left = attempt.amount_vnd - sum(attempt.refunds.values_list("amount_vnd", flat=True))
        looked()
        if asked["amount"].amount > left:
            raise RefundExceedsPaid
        asking_for._write(attempt, asked["amount"], asked["reason"], asked["request_key"])

    return ask
