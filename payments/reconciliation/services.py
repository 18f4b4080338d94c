"""Comparing a day, and dealing with what differs."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

import requests
from django.conf import settings
from django.db import transaction

from base import clock
from events.outbox import record
from events.payments import DifferencesFound
from payments.providers.vnpay.settlement import BadSettlementFile, Settled, read_settlement
from payments.providers.vnpay.transport import session_for
from payments.reconciliation.comparing import Found, compare
from payments.reconciliation.errors import DifferenceClosed, NoSettlementFile
from payments.reconciliation.models import Difference, Reconciliation

logger = logging.getLogger(__name__)

PROVIDER = "vnpay"
TIMEOUT = (3.05, 30.0)


def reconcile(*, day: date, content: str) -> Reconciliation:
    """Compare VNPAY's file of a market day with our books. Doing it again changes only what changed since.

    Raises BadSettlementFile, also for a row of another day: it is the wrong file, or half of two.
    """
    rows = read_settlement(content)
    for place, row in enumerate(rows, start=2):
        if clock.market_day(row.at) != day:
            raise BadSettlementFile(row=place, field="vnp_PayDate")
    return _keep(day, rows, compare(day=day, rows=rows))


def fetch_settlement(day: date) -> str:
    """(network) The file of a day, from where the settings say. Raises NoSettlementFile."""
    if not settings.VNPAY_SETTLEMENT_URL:
        raise NoSettlementFile(day=day.isoformat(), why="VNPAY_SETTLEMENT_URL")
    address = settings.VNPAY_SETTLEMENT_URL
    try:
        with session_for(address) as session:
            answer = session.get(address, params={"day": day.isoformat()}, timeout=TIMEOUT, allow_redirects=False)
    except requests.RequestException as trouble:
        raise NoSettlementFile(day=day.isoformat(), why=type(trouble).__name__) from None
    if answer.status_code != 200:
        raise NoSettlementFile(day=day.isoformat(), why=f"HTTP {answer.status_code}")
    return answer.content.decode("utf-8", "replace")


def reconcile_yesterday(*, now: datetime) -> int:
    """Compare the last whole market day once, where files can be fetched; says how many days were compared."""
    day = clock.market_day(now) - timedelta(days=1)
    done = Reconciliation.objects.filter(provider=PROVIDER, day=day).exists()
    if done or not settings.VNPAY_SETTLEMENT_URL:
        return 0
    try:
        reconcile(day=day, content=fetch_settlement(day))
    except (NoSettlementFile, BadSettlementFile) as trouble:
        logger.warning("payments of %s not reconciled: %s", day, trouble)
        return 0
    return 1


@transaction.atomic
def close_difference(*, difference_id: int, note: str) -> Difference:
    """An operator dealt with it. Raises DifferenceClosed."""
    difference = Difference.objects.select_for_update().get(pk=difference_id)
    if difference.closed_at or difference.gone_at:
        raise DifferenceClosed(difference_id=difference_id)
    difference.note, difference.closed_at = note[:300], clock.now()
    difference.save(update_fields=["note", "closed_at"])
    return difference


@transaction.atomic
def _keep(day: date, rows: list[Settled], found: list[Found]) -> Reconciliation:
    totals = {
        "compared_at": clock.now(),
        "rows": len(rows),
        "paid_vnd": sum(row.amount_vnd for row in rows if not row.is_refund),
        "refunded_vnd": sum(row.amount_vnd for row in rows if row.is_refund),
    }
    kept, _ = Reconciliation.objects.update_or_create(provider=PROVIDER, day=day, defaults=totals)
    new = sum(_name(kept, one) for one in found)
    still = {(one.kind, one.reference) for one in found}
    for known in kept.differences.filter(gone_at=None):
        if (known.kind, known.reference) not in still:
            Difference.objects.filter(pk=known.pk).update(gone_at=clock.now())
    if new:
        record(DifferencesFound(f"{PROVIDER}-{day.isoformat()}", new=new))
    return kept


def _name(kept: Reconciliation, one: Found) -> bool:
    """True when nobody has heard of it."""
    told = {"order_number": one.order_number, "ours_vnd": one.ours_vnd, "theirs_vnd": one.theirs_vnd, "gone_at": None}
    _, new = Difference.objects.update_or_create(
        reconciliation=kept,
        kind=one.kind,
        reference=one.reference[:100],
        defaults=told,
        create_defaults=told | {"found_at": clock.now()},
    )
    return new
