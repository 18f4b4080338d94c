"""`manage.py check_ledger`: does every entry balance, and do ledger, orders and payouts agree?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marketplace.operators.selectors.books import differences


class Command(BaseCommand):
    help = "Name every difference between the ledger, the orders and the payouts; exits 1 when there is one."

    def handle(self, *args: Any, **options: Any) -> None:
        found = differences()
        for one in found:
            self.stdout.write(f"{one.code} {one.subject}: expected {one.expected}, found {one.found}")
        if found:
            raise CommandError(f"{len(found)} differences")
        self.stdout.write("The books agree.")
