"""PostgreSQL: pg_dump's custom format, of the same snapshot in which the figures are counted."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from django.db import connection, transaction

from deploy.backup.errors import BackupRefused, RestoreRefused
from deploy.backup.figures import Figures, figures_of, market_tables


class PostgresqlDump:
    """With the client programs of the server's version or a newer one (Debian: postgresql-client)."""

    name = "postgresql"

    def server(self) -> str:
        """Version of the server."""
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return str(cursor.fetchone()[0])

    def dump(self, target: Path) -> Figures:
        """The snapshot is ours; pg_dump borrows it. Raises BackupRefused."""
        connection.close()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = str(cursor.fetchone()[0])
            how = ["--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}", f"--file={target}"]
            if trouble := _run("pg_dump", *how):
                raise BackupRefused(trouble)
            return figures_of(connection, market_tables())

    def check(self, source: Path) -> None:
        """Unpack all of it into nothing."""
        if trouble := _run("pg_restore", f"--file={os.devnull}", str(source)):
            raise RestoreRefused(f"the database in the backup cannot be read: {trouble}")

    def clear(self) -> None:
        """Drop the schema with all that is in it; the market's user has to own the database."""
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        connection.close()

    def load(self, source: Path) -> None:
        """In one transaction."""
        how = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-acl"]
        name = connection.settings_dict["NAME"]
        connection.close()
        if trouble := _run("pg_restore", *how, f"--dbname={name}", str(source)):
            raise RestoreRefused(f"the database could not be written: {trouble}")
        with connection.cursor() as cursor:
            # A dump carries no statistics, and without them the first hours are slow.
            cursor.execute("ANALYZE")


def _run(program: str, *arguments: str) -> str:
    """Run a client program; empty, or the first line of its trouble."""
    try:
        done = subprocess.run([program, *arguments], env=_environment(), capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return f"{program} not found: install the package postgresql-client"
    lines = done.stderr.strip().splitlines() or [f"{program} ended with {done.returncode}"]
    return "" if done.returncode == 0 else lines[0]


def _environment() -> dict[str, str]:
    told = connection.settings_dict
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return os.environ | {variable: str(told[key]) for variable, key in named.items() if told[key]}
