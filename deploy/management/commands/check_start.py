"""`manage.py check_start`: would this release start? The database, its schema, and every engine that is named."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from marketplace.starting import refuse_bad_release


class Command(BaseCommand):
    help = "End with one line and exit code 1 unless the database and every engine that a variable names answer."

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_bad_release()
        self.stdout.write("database, schema and engines are there")
