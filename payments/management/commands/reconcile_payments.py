"""`manage.py reconcile_payments`: our books against VNPAY's settlement file of a day."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from base import clock
from base.errors import MarketError
from base.money import Dong
from payments.reconciliation.models import Difference
from payments.reconciliation.services import fetch_settlement, reconcile


class Command(BaseCommand):
    help = "Compare the payments of a day with VNPAY's settlement file and name each difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--day, --file."""
        parser.add_argument("--day", type=date.fromisoformat, help="market day, 2026-11-25; yesterday when left out")
        parser.add_argument("--file", type=Path, help="the file; fetched from VNPAY_SETTLEMENT_URL when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the differences that are open, and their number."""
        day: date = options["day"] or clock.market_day(clock.now()) - timedelta(days=1)
        try:
            content = options["file"].read_text("utf-8") if options["file"] else fetch_settlement(day)
            kept = reconcile(day=day, content=content)
        except (MarketError, OSError, UnicodeDecodeError) as trouble:
            raise CommandError(str(trouble)) from None
        differences = kept.differences.filter(gone_at=None).order_by("pk")
        for one in differences:
            self.stdout.write(self._line(one))
        self.stdout.write(f"{day}: {kept.rows} rows, {len(differences)} differences")

    def _line(self, one: Difference) -> str:
        ours, theirs = ("-" if vnd is None else str(Dong(vnd)) for vnd in (one.ours_vnd, one.theirs_vnd))
        dealt_with = f" ({one.note})" if one.closed_at else ""
        return f"{one.kind} {one.reference} {one.order_number or '-'}: ours {ours}, theirs {theirs}{dealt_with}"
