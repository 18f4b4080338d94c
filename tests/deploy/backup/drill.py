"""A market worth backing up, and an empty place to restore it to, on the engine the tests run on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.commands import manage
from tests.races.database import PostgresqlCopy, SqliteCopy

LEDGER = (
    "SELECT a.code, SUM(l.debit_vnd), SUM(l.credit_vnd) FROM payment_leg l"
    " JOIN payment_account a ON a.id = l.account_id GROUP BY a.code ORDER BY a.code"
)
ORDERS = "SELECT number, total_incl_tax FROM order_order ORDER BY number"
OPEN = "SELECT COUNT(*) FROM events_delivery WHERE state IN ('waiting', 'claimed')"


@dataclass
class Place:
    """A database and a folder for photos."""

    database: SqliteCopy | PostgresqlCopy
    folder: Path

    def run(self, *arguments):
        """A command on this market."""
        return manage(*arguments, DATABASE_URL=self.database.url, VAR_DIR=str(self.folder))

    def restore(self, backup, *more):
        """`manage.py restore`."""
        return self.run("restore", "--from", str(backup), *more)

    def tables(self):
        """How many tables there are."""
        if isinstance(self.database, SqliteCopy):
            return self.database.ask("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'")[0][0]
        return self.database.ask("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'")[0][0]

    @property
    def messages(self):
        """What was sent from here."""
        sent = self.folder / "messages.jsonl"
        return sent.read_text().splitlines() if sent.exists() else []


def hashes(folder):
    """{path: SHA-256} of all files under a folder."""
    files = (path for path in Path(folder).rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def is_one_line_of(done, *words):
    """Whether a command refused with exit code 1 and one line that holds the words."""
    told = done.stderr.strip()
    return done.returncode == 1 and "\n" not in told and all(word in told for word in words)
