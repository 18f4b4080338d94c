"""A database for one race alone: a copy of the tests' own, made while nobody writes to it."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection


class SqliteCopy:
    """A file of its own."""

    def __init__(self, folder: Path, *, empty: bool = False) -> None:
        self.path = folder / "race.sqlite3"
        self.url = f"sqlite:///{self.path}"
        if not empty:
            connection.ensure_connection()
            with closing(sqlite3.connect(self.path)) as copy:
                connection.connection.backup(copy)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a query."""
        with closing(sqlite3.connect(self.path)) as reader:
            return reader.execute(sql).fetchall()

    def drop(self) -> None:
        """pytest keeps the last folders for whoever wants to look."""


class PostgresqlCopy:
    """A database beside the tests' own, made from it as a template."""

    def __init__(self, *, empty: bool = False) -> None:
        given = connection.settings_dict
        self.name = f"race_{uuid.uuid4().hex[:12]}"
        self.server = {
            "host": given["HOST"],
            "port": given["PORT"],
            "user": given["USER"],
            "password": given["PASSWORD"],
        }
        self.url = f"postgresql://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{self.name}"
        # A template must have no visitors.
        connection.close()
        connection.close_pool()
        template = "template0" if empty else given["NAME"]
        self._in("postgres", f'CREATE DATABASE "{self.name}" TEMPLATE "{template}"')

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a query."""
        return self._in(self.name, sql)

    def drop(self) -> None:
        """Away with it, whoever still holds on."""
        self._in("postgres", f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def _in(self, database: str, sql: str) -> list[tuple[Any, ...]]:
        import psycopg

        with closing(psycopg.connect(**self.server, dbname=database, autocommit=True)) as admin:
            found = admin.execute(sql)
            return found.fetchall() if found.description else []


def copy_of_the_tests_database(folder: Path) -> SqliteCopy | PostgresqlCopy:
    """Everything that is committed, on the engine the tests run on."""
    return SqliteCopy(folder) if connection.vendor == "sqlite" else PostgresqlCopy()


def empty_database(folder: Path) -> SqliteCopy | PostgresqlCopy:
    """One without a table, on the engine the tests run on."""
    return SqliteCopy(folder, empty=True) if connection.vendor == "sqlite" else PostgresqlCopy(empty=True)
