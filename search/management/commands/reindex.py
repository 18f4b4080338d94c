"""`manage.py reindex`: make the search index afresh from the tables."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand

from search.services import rebuild


class Command(BaseCommand):
    help = "Make the search index afresh from the tables. The market may go on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how much and how long."""
        began = time.monotonic()
        products = rebuild()
        self.stdout.write(f"{products} products indexed in {time.monotonic() - began:.1f} s")
