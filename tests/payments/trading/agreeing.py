"""VNPAY's file of each day beside our books: what must be named, what is named, and the money behind it."""

from __future__ import annotations

from datetime import date

from base.clock import market_day, market_day_bounds
from events.models import RecordedEvent
from payments.ledger.selectors import balance_of
from payments.models import PaymentAttempt
from payments.providers.vnpay.settlement import read_settlement
from payments.providers.vnpay.simulator.models import Refund as GivenBack
from payments.providers.vnpay.simulator.models import Transaction
from payments.providers.vnpay.simulator.settlement import settlement_of
from payments.reconciliation.models import Difference
from payments.reconciliation.services import reconcile
from payments.refunds.models import Refund

IN_BOOKS = ("captured", "surplus")


def days() -> list[date]:
    """Every market day on which either side says that money moved."""
    moments = [
        *Transaction.objects.filter(status="00").values_list("decided_at", flat=True),
        *GivenBack.objects.values_list("made_at", flat=True),
        *PaymentAttempt.objects.filter(provider="vnpay").exclude(paid_at=None).values_list("paid_at", flat=True),
        *Refund.objects.exclude(moved_at=None).values_list("moved_at", flat=True),
    ]
    return sorted({market_day(moment) for moment in moments})


def still_open(day: date) -> set[tuple[str, str]]:
    """Differences that are due: VNPAY has decided and we have not heard of it yet, of payments and of refunds."""
    start, end = market_day_bounds(day)
    paid = Transaction.objects.filter(status="00", decided_at__gte=start, decided_at__lt=end)
    known = set(PaymentAttempt.objects.filter(state__in=IN_BOOKS).values_list("reference", flat=True))
    unheard = {("not_in_books", page.txn_ref) for page in paid if page.txn_ref not in known}
    sent = Refund.objects.filter(state="sent", moved_at__gte=start, moved_at__lt=end)
    refused = {made.number for made in GivenBack.objects.filter(status="09")}
    return unheard | {("refund_not_in_file", one.reference) for one in sent if one.provider_reference in refused}


def named(day: date) -> set[tuple[str, str]]:
    """What comparing the day names. It is done twice, and the second time changes nothing."""
    reconcile(day=day, content=settlement_of(day))
    before = list(Difference.objects.order_by("pk").values()), RecordedEvent.objects.count()
    kept = reconcile(day=day, content=settlement_of(day))
    assert (list(Difference.objects.order_by("pk").values()), RecordedEvent.objects.count()) == before
    return set(kept.differences.filter(gone_at=None).values_list("kind", "reference"))


def file_is_as_it_must_be() -> None:
    """Each day's comparison names exactly what is due."""
    for day in days():
        assert named(day) == still_open(day), day


def gateway_holds_what_the_books_say() -> None:
    """All files together come to the balance of the ledger's account `vnpay`."""
    rows = [row for day in days() for row in read_settlement(settlement_of(day))]
    theirs = sum(-row.amount_vnd if row.is_refund else row.amount_vnd for row in rows)
    assert balance_of("vnpay") == theirs
