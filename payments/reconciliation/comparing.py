"""Two lists of a day side by side. Reads; writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from base.clock import market_day_bounds
from payments.models import PaymentAttempt
from payments.providers.vnpay.settlement import Settled
from payments.reconciliation.models import Difference
from payments.refunds.models import Refund

Kind = Difference.Kind
#: States of an attempt whose money is in our books.
BOOKED = (PaymentAttempt.State.CAPTURED, PaymentAttempt.State.SURPLUS)
#: References in one question to the database; SQLite takes no more than 32 766.
CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Found:
    """A difference. Amounts in whole đồng, None on the side that does not know of it."""

    kind: str
    reference: str
    order_number: str
    ours_vnd: int | None
    theirs_vnd: int | None


def compare(*, day: date, rows: list[Settled]) -> list[Found]:
    """Every difference between VNPAY's file of a day and our books, payments first."""
    payments = [row for row in rows if not row.is_refund]
    refunds = [row for row in rows if row.is_refund]
    return [*_payments(day, payments), *_refunds(day, refunds)]


def _payments(day: date, rows: list[Settled]) -> Iterator[Found]:
    ours = _attempts([row.txn_ref for row in rows])
    listed = Counter(row.txn_ref for row in rows)
    for row in {row.txn_ref: row for row in rows}.values():
        attempt = ours.get(row.txn_ref)
        number = attempt.order_number if attempt else ""
        if attempt is None or attempt.state not in BOOKED:
            yield Found(Kind.NOT_IN_BOOKS, row.txn_ref, number, None, row.amount_vnd)
        elif attempt.amount_vnd != row.amount_vnd:
            yield Found(Kind.AMOUNT, row.txn_ref, number, attempt.amount_vnd, row.amount_vnd)
        if listed[row.txn_ref] > 1:
            yield Found(Kind.TWICE, row.txn_ref, number, attempt.amount_vnd if attempt else None, row.amount_vnd)
    start, end = market_day_bounds(day)
    of_day = PaymentAttempt.objects.filter(provider="vnpay", state__in=BOOKED, paid_at__gte=start, paid_at__lt=end)
    for attempt in of_day.order_by("pk").iterator():
        if attempt.reference not in listed:
            yield Found(Kind.NOT_IN_FILE, attempt.reference, attempt.order_number, attempt.amount_vnd, None)


def _refunds(day: date, rows: list[Settled]) -> Iterator[Found]:
    matched: set[int] = set()
    for row in rows:
        refund = _refund_of(row, matched)
        if refund is None:
            yield Found(Kind.REFUND_NOT_IN_BOOKS, row.number, _order_of(row), None, row.amount_vnd)
            continue
        matched.add(refund.pk)
        if refund.amount_vnd != row.amount_vnd:
            yield Found(Kind.REFUND_AMOUNT, row.number, refund.order_number, refund.amount_vnd, row.amount_vnd)
    start, end = market_day_bounds(day)
    gone = Refund.objects.filter(state__in=["sent", "completed"], account="vnpay")
    for refund in gone.filter(moved_at__gte=start, moved_at__lt=end).exclude(pk__in=matched).order_by("pk"):
        yield Found(Kind.REFUND_NOT_IN_FILE, refund.reference, refund.order_number, refund.amount_vnd, None)


def _refund_of(row: Settled, taken: set[int]) -> Refund | None:
    of_payment = Refund.objects.filter(attempt__reference=row.txn_ref).exclude(pk__in=taken)
    by_number = of_payment.filter(provider_reference=row.number).first()
    # VNPAY answered a call without its number, or not at all (a number is then that of a refused call before), or the
    # person who saw the refund there did not note it: the amount has to do.
    called = Q(state="unknown") | Q(state="sent", provider_reference="")
    seen = Q(state="completed", account="vnpay", provider_reference="")
    return by_number or of_payment.filter(called | seen, amount_vnd=row.amount_vnd).first()


def _attempts(references: list[str]) -> dict[str, PaymentAttempt]:
    found: dict[str, PaymentAttempt] = {}
    for start in range(0, len(references), CHUNK):
        part = PaymentAttempt.objects.filter(provider="vnpay", reference__in=references[start : start + CHUNK])
        found |= {attempt.reference: attempt for attempt in part}
    return found


def _order_of(row: Settled) -> str:
    return PaymentAttempt.objects.filter(reference=row.txn_ref).values_list("order_number", flat=True).first() or ""
