"""`manage.py check_index`: does the search say what the catalogue says? What differs is mended."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from search.services import check_index


class Command(BaseCommand):
    help = "Compare the search's documents with the catalogue and the search server with them; mend what differs."

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, mend and say how much it was."""
        drift = check_index()
        self.stdout.write(
            f"{drift.documents} documents and {drift.index} entries of the search server differed; mended"
        )
