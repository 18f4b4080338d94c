"""`manage.py backup --to DIR`: database and photos into a new folder, while the market runs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from base import clock
from deploy.backup.making import make_backup
from marketplace.starting import refuse_without_database


class Command(BaseCommand):
    help = "Write the database and the photos, with checksums, into a new folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, required=True, help="a folder that does not exist yet")

    def handle(self, *args: Any, to: Path, **options: Any) -> None:
        refuse_without_database()
        made = make_backup(to=to.absolute(), now=clock.now())
        self.stdout.write(f"{to}: {made.figures.orders} orders, {len(made.files) - 1} photos, release {made.version}")
