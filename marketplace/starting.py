"""What has to hold before a process of the scaled form begins: one clear line and exit, instead of a day of errors.

Pages and sockets need the database, and a schema as new as the code; they survive everything else, so a web process
that is started anew while Redis is away must come up (/readyz tells what is missing). Workers and beat are nothing
without the broker. The release step (`manage.py check_start`) asks for every engine that a variable names.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from marketplace import health


class BadStart(SystemExit):
    """The process cannot do its work. One line, exit code 1."""


def refuse_bad_start(*also: str) -> None:
    """Raise BadStart unless the database answers, its schema is there and the engines in `also` answer."""
    try:
        refuse_without_database()
        _compare_schema()
    finally:
        _leave_no_connection()
    for name in also:
        _ask_engine(name)


def _leave_no_connection() -> None:
    """Processes are forked from this one, and a connection belongs to one process."""
    connections.close_all()
    for each in connections.all(initialized_only=True):
        # Closed, a pooled one has only gone back to its pool, which the children would share.
        if hasattr(each, "close_pool"):
            each.close_pool()


def refuse_bad_release() -> None:
    """The same for every engine that a variable names."""
    refuse_bad_start(*(name for name, (variable, _) in ENGINES.items() if getattr(settings, variable)))


def refuse_without_database() -> None:
    """Raise BadStart unless the database answers, whatever it holds."""
    try:
        connection.ensure_connection()
    except (OperationalError, InterfaceError, ImproperlyConfigured) as trouble:
        raise BadStart(f"DATABASE_URL: the database {_where()} does not answer ({_first_line(trouble)})") from None


def _compare_schema() -> None:
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as trouble:
        raise BadStart(f"DATABASE_URL: the database {_where()} cannot be read ({_first_line(trouble)})") from None
    if missing:
        first = f"{missing[0][0].app_label}.{missing[0][0].name}"
        raise BadStart(
            f"DATABASE_URL: the schema is behind this code by {len(missing)} migrations, from {first} on; "
            "run `manage.py migrate` first"
        )


#: The variable of each engine, and how it is asked whether it is there.
ENGINES: dict[str, tuple[str, Callable[[], object]]] = {
    "redis": ("REDIS_URL", health.ask_redis),
    "broker": ("CELERY_BROKER_URL", health.ask_broker),
    "elasticsearch": ("ELASTICSEARCH_URL", health.ask_elasticsearch),
}


def _ask_engine(name: str) -> None:
    variable, ask = ENGINES[name]
    try:
        ask()
    except Exception as trouble:
        parts = urlsplit(getattr(settings, variable))
        where = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
        # Never the address itself: it holds a password.
        raise BadStart(f"{variable}: {name} at {where} does not answer ({_first_line(trouble)})") from None


def _where() -> str:
    told = connection.settings_dict
    return f"{told['NAME']} at {told['HOST']}:{told['PORT']}" if told["HOST"] else str(told["NAME"])


def _first_line(trouble: Exception) -> str:
    return (str(trouble).strip().splitlines() or [type(trouble).__name__])[0][:200]
