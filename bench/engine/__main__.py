"""`python -m deploy.services run python -m bench.engine`: the engine beside bare Redis, bare Celery and no history.

Prints a table; exits 1 when a promise is broken. Every figure and its reference come from this run on this machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

DATABASE = "bench_engine"


def own_database() -> str:
    """An empty database beside the one that DATABASE_URL names."""
    given = os.environ["DATABASE_URL"]
    with psycopg.connect(given, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{DATABASE}"')
    return urlunsplit(urlsplit(given)._replace(path=f"/{DATABASE}"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000, help="dispatched, and bare tasks")
    parser.add_argument("--history", type=int, default=1_000_000, help="delivered events behind the open ones")
    parser.add_argument("--orders", type=int, default=200, help="paid while a seller's phone is open")
    options = parser.parse_args()
    os.environ |= {"DATABASE_URL": own_database(), "DEMO": "1"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "marketplace.settings"
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="market-bench-")
    import django

    django.setup()
    from bench.engine.measuring import measure

    folder = Path(os.environ["VAR_DIR"])
    return measure(folder, events=options.events, long=options.history, orders=options.orders)


if __name__ == "__main__":
    sys.exit(main())
