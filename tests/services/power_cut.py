"""`python -m tests.services.power_cut FOLDER`: a database server of our own loses power after some deliveries.

Prints, as JSON, what was there before and after each cut. The server's own writing to the disk in the background is
held up, so that a commit which did not wait is lost for certain and not by chance.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import django

from deploy.postgres import Postgres, free_port
from events.base import Event

EVENTS = 20

#: Processes of the server that write to its disk by themselves.
held_up: list[int] = []


def main(folder: Path) -> None:
    """One cut after plain deliveries, one after a delivery that told pages, one in a call to the outside world."""
    server = Postgres(folder, free_port())
    server.start()
    for engine in ("REDIS_URL", "CELERY_BROKER_URL", "ELASTICSEARCH_URL"):
        os.environ.pop(engine, None)
    os.environ |= {
        "DATABASE_URL": server.create("market"),
        "DEMO": "1",
        "VAR_DIR": str(folder.parent),
        "DJANGO_SETTINGS_MODULE": "tests.services.settings",
        "CONSUMERS": "OF_A_POWER_CUT",
    }
    try:
        django.setup()
        sys.stdout.write(json.dumps(_story(server)) + "\n")
    finally:
        _lose(server)


class CutOff(BaseException):
    """The worker went with the server; nothing may catch this."""


def _story(server: Postgres) -> dict[str, object]:
    from django.core.management import call_command

    from base import commits
    from events.dispatcher import dispatch_all
    from tests.services import consumers
    from tests.services.consumers import Called, Counted

    if "CARELESS" in os.environ:
        commits.must_wait = lambda: None
    for app in ("events", "notifications"):
        call_command("migrate", app, verbosity=0)
    _ask(consumers.TABLE)
    plain = [Counted(number) for number in range(EVENTS)]
    _record(plain)
    _hold_up_writing()
    dispatch_all()
    told: dict[str, object] = {"before": _facts()}
    _cut(server)
    told["after"] = _facts()
    dispatch_all()
    told["again"] = _facts()
    _record([Counted(0, "telling")])
    dispatch_all()
    _cut(server)
    told["told"] = _facts()
    consumers.in_the_call = lambda: _cut_off(server)
    _record([Called(0)])
    with contextlib.suppress(CutOff):
        dispatch_all()
    told["called"] = _facts()
    return told


def _record(events: Sequence[Event]) -> None:
    from django.db import transaction

    from events.outbox import record_all

    with transaction.atomic():
        record_all(events)


def _hold_up_writing() -> None:
    # Autovacuum commits, and with its commit all before it would be on the disk.
    _ask("ALTER SYSTEM SET autovacuum = off")
    _ask("SELECT pg_reload_conf()")
    writers = _ask("SELECT pid FROM pg_stat_activity WHERE backend_type IN ('walwriter', 'background writer')")
    held_up[:] = [writer for (writer,) in writers]
    for writer in held_up:
        os.kill(writer, signal.SIGSTOP)


def _cut(server: Postgres) -> None:
    from django.db import connection

    _lose(server)
    connection.close()
    server.start()
    _hold_up_writing()


def _lose(server: Postgres) -> None:
    # What is held up does not end by being asked.
    while held_up:
        os.kill(held_up.pop(), signal.SIGKILL)
    server.crash()


def _cut_off(server: Postgres) -> None:
    _cut(server)
    raise CutOff


def _facts() -> dict[str, object]:
    [[notes, different]] = _ask("SELECT count(*), count(DISTINCT (aggregate_id, sequence)) FROM consumer_log")
    states = dict(_ask("SELECT state, count(*) FROM events_delivery GROUP BY state"))
    [[told]] = _ask("SELECT count(*) FROM notifications_feedentry")
    return {"notes": notes, "different": different, "states": states, "told": told}


def _ask(sql: str) -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


if __name__ == "__main__":
    main(Path(sys.argv[1]))
