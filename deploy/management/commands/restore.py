"""`manage.py restore --from DIR`: the database and the photos of a backup, and nothing sent twice."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from deploy.backup.restoring import restore_backup
from marketplace.starting import refuse_without_database


class Command(BaseCommand):
    help = "Check a backup and put it into the empty database that the settings name. Stop the market first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="source", type=Path, required=True, help="a folder that `backup` wrote")
        parser.add_argument("--overwrite", action="store_true", help="lose what the database holds now")

    def handle(self, *args: Any, source: Path, overwrite: bool, **options: Any) -> None:
        refuse_without_database()
        manifest, parked = restore_backup(source=source.absolute(), overwrite=overwrite)
        self.stdout.write(
            f"restored the market of {manifest.made_at}: {manifest.figures.orders} orders, "
            f"{len(manifest.files) - 1} photos; {parked} open deliveries parked for the operator"
        )
