"""The file of a day that VNPAY would hand out: payments that succeeded, refunds that were not refused."""

from __future__ import annotations

import csv
import io
from datetime import date

from base.clock import market_day_bounds
from payments.providers.vnpay import fields, settlement
from payments.providers.vnpay.simulator.models import Refund, Transaction


def settlement_of(day: date) -> str:
    """CSV with the columns of `payments/providers/vnpay/settlement.py`, oldest first."""
    start, end = market_day_bounds(day)
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(settlement.COLUMNS)
    for paid in Transaction.objects.filter(status="00", decided_at__gte=start, decided_at__lt=end).order_by("pk"):
        at = fields.time_field(paid.decided_at or start)
        rows.writerow([paid.txn_ref, paid.number, "01", fields.amount_field(paid.amount_vnd), at])
    given_back = Refund.objects.filter(made_at__gte=start, made_at__lt=end).exclude(status="09")
    for refund in given_back.select_related("transaction").order_by("pk"):
        at = fields.time_field(refund.made_at)
        row = [refund.transaction.txn_ref, refund.number, refund.kind, fields.amount_field(refund.amount_vnd), at]
        rows.writerow(row)
    return written.getvalue()
