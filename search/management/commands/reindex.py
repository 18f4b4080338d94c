"""`manage.py reindex`: make the search index afresh from the tables."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.services import build_index, rebuild


class Command(BaseCommand):
    help = "Make the search index afresh from the tables. The market may go on meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--index-only", action="store_true", help="only the search server's index, from the documents as they are"
        )

    def handle(self, *args: Any, index_only: bool, **options: Any) -> None:
        """Rebuild and say how much and how long."""
        began = time.monotonic()
        products = build_index() if index_only else rebuild()
        self.stdout.write(f"{products} products indexed in {time.monotonic() - began:.1f} s")
