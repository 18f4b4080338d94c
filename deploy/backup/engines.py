"""Dumping and loading, one class per database engine."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from django.db import connection

from deploy.backup.figures import Figures
from deploy.backup.postgresql import PostgresqlDump
from deploy.backup.sqlite import SqliteDump


class DatabaseDump(Protocol):
    """A way to put the whole database into one file and back."""

    name: str

    def server(self) -> str:
        """Version of the engine, as it says."""

    def dump(self, target: Path) -> Figures:
        """Write the database as of one moment while the market runs on; what it held at that moment."""

    def check(self, source: Path) -> None:
        """Read a dump to its end without touching the database. Raises RestoreRefused."""

    def clear(self) -> None:
        """Remove everything."""

    def load(self, source: Path) -> None:
        """Fill the database, which is empty: whole, or not at all. Raises RestoreRefused."""


def database_dump() -> DatabaseDump:
    """For the database that the settings name."""
    return PostgresqlDump() if connection.vendor == "postgresql" else SqliteDump()
