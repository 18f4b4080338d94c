"""Which of several beats keeps the schedule: the one that holds an advisory lock of PostgreSQL.

The lock belongs to a connection. When its process dies the server frees it at once and the next beat takes over; no
lease has to run out and no clock is compared. Jobs and sweeps do no harm when they run twice, so the moment in which a
beat that lost its network still believes it leads costs nothing either.
"""

from __future__ import annotations

import logging
from typing import Any

import psycopg
from celery.beat import Scheduler
from django.db import connection

logger = logging.getLogger(__name__)

#: Any number, the same for all beats of one database.
LOCK = 0x43484F
#: Seconds between two looks of a beat that does not lead.
PATIENCE = 1.0
#: A server that vanished without a word is noticed within seconds, here and there.
KEEPALIVE: dict[str, Any] = {
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "connect_timeout": 3,
}


class Leadership:
    """A connection of its own, beside Django's, that holds or waits for the lock. On SQLite there is one computer."""

    def __init__(self) -> None:
        self.link: psycopg.Connection[Any] | None = None
        self.leads = False

    def held(self) -> bool:
        """Whether we lead now. Never raises: without a database nobody leads."""
        if connection.vendor != "postgresql":
            return True
        try:
            led, self.leads = self.leads, self._ask()
        except psycopg.Error as trouble:
            logger.warning("no database, no leader: %r", trouble)
            self.resign()
            return False
        if self.leads and not led:
            logger.info("this beat leads")
        return self.leads

    def resign(self) -> None:
        """Give the lock up; whoever asks next has it."""
        link, self.link, self.leads = self.link, None, False
        if link is not None:
            link.close()

    def _ask(self) -> bool:
        if self.link is None:
            self.link = psycopg.connect(**_server(), **KEEPALIVE, autocommit=True)
        if self.leads:
            self.link.execute("SELECT 1")
            return True
        row = self.link.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()
        return bool(row and row[0])


class LeaderScheduler(Scheduler):
    """Celery's scheduler, in memory, that does nothing while another beat leads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.leadership = Leadership()
        super().__init__(*args, **kwargs)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send what is due; says how many seconds there is nothing to do."""
        if not self.leadership.held():
            return PATIENCE
        return min(PATIENCE, super().tick(*args, **kwargs))

    def close(self) -> None:
        """The end of this beat."""
        self.leadership.resign()
        super().close()


def _server() -> dict[str, Any]:
    given = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    return {name: given[key] for name, key in names.items() if given[key]}
