"""`manage.py replay_events --to search|indicators`: make a read model again from event number one."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string


class Command(BaseCommand):
    help = "Rebuild a read model from the log. Nobody is told anything: nothing new happened."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", required=True, choices=sorted(settings.EVENT_READ_MODELS))

    def handle(self, *args: Any, to: str, **options: Any) -> None:
        rebuild = import_string(settings.EVENT_READ_MODELS[to])
        self.stdout.write(f"{to}: {rebuild()} rows")
