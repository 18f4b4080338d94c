"""`manage.py serve`: the embedded market in one process, ready to use: migrated, filled on first start, served."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from typing import Any

import uvicorn
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from marketplace.demo.pictures import Drawing
from marketplace.demo.seeding import drawings
from marketplace.design.storage import files_are_collected, read_names_anew
from marketplace.starting import refuse_without_database


class Command(BaseCommand):
    help = "Migrate, load the demo market on first start (DEMO=1), and serve. Ctrl-C stops everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *args: Any, port: int, host: str, **options: Any) -> None:
        refuse_without_database()
        executor = MigrationExecutor(connection)
        with ExitStack() as beside:
            # A first start draws while it migrates: a newcomer waits for the longer of both.
            first = settings.DEMO and not executor.loader.applied_migrations
            drawing = beside.enter_context(Drawing(drawings())) if first else None
            with _files_collected():
                self._migrate(executor)
            if settings.DEMO:
                call_command("seed_demo", drawing=drawing)
        self.stdout.write(self.style.SUCCESS(f"\n{settings.MARKET_NAME}: http://{host}:{port}/  (Ctrl-C to stop)"))
        uvicorn.run(
            "marketplace.asgi:application",
            host=host,
            port=port,
            log_level="warning",
            ws_ping_interval=20,
            timeout_graceful_shutdown=5,
        )

    def _migrate(self, executor: MigrationExecutor) -> None:
        # Loading the plan is quick; running `migrate` with nothing to do costs seconds on a phone-sized machine.
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def _files_collected() -> Iterator[None]:
    """Collect the static files, where they are not yet, in a process beside what the block does."""
    if files_are_collected(staticfiles_storage):
        yield
        return
    options = {"interactive": False, "verbosity": 0}
    collecting = get_context("fork").Process(target=call_command, args=["collectstatic"], kwargs=options)
    collecting.start()
    try:
        yield
    finally:
        collecting.join()
    if collecting.exitcode:
        raise CommandError("the static files could not be collected; the reason is above")
    read_names_anew(staticfiles_storage)
