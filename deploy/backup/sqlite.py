"""SQLite: its own online backup, which reads one moment while others write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from deploy.backup.errors import BackupRefused, RestoreRefused
from deploy.backup.figures import Figures, figures_of, market_tables


class SqliteDump:
    """A dump is a database file."""

    name = "sqlite"

    def server(self) -> str:
        """Version of the library."""
        return sqlite3.sqlite_version

    def dump(self, target: Path) -> Figures:
        """Copy all pages, then count in the copy: it cannot change any more. Raises BackupRefused."""
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
            # The journal's mode travels with the file; a backup has no second file beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
            if (trouble := _trouble(copy)) is not None:
                raise BackupRefused(f"the database itself is damaged: {trouble}")
            return figures_of(copy, market_tables())

    def check(self, source: Path) -> None:
        """Every page is there and sound."""
        with closing(_read_only(source)) as database:
            if (trouble := _trouble(database)) is not None:
                raise RestoreRefused(f"the database in the backup cannot be read: {trouble}")

    def clear(self) -> None:
        """Nothing to do: loading writes over every page, in one transaction."""

    def load(self, source: Path) -> None:
        """Copy all pages in one transaction of the target."""
        connection.ensure_connection()
        with closing(_read_only(source)) as database:
            try:
                database.backup(connection.connection)
            except sqlite3.Error as trouble:
                raise RestoreRefused(f"the database could not be written: {trouble}; is the market running?") from None
        connection.close()


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _trouble(database: sqlite3.Connection) -> str | None:
    try:
        (answer,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as trouble:
        return str(trouble)
    return None if answer == "ok" else str(answer)
