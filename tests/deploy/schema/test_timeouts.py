"""`migrate` gives up a lock that it cannot have soon: whoever waits behind it waits no longer than that."""

from __future__ import annotations

from contextlib import closing

import psycopg
import pytest
from django.db import connection

from tests.deploy.commands import manage
from tests.races.database import copy_of_the_tests_database

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def test_a_table_that_somebody_holds_stops_the_migration_and_not_the_market(tmp_path):
    database = copy_of_the_tests_database(tmp_path)
    variables = {"DATABASE_URL": database.url, "VAR_DIR": str(tmp_path), "MIGRATE_LOCK_TIMEOUT": "200ms"}
    try:
        with closing(psycopg.connect(**database.server, dbname=database.name)) as somebody:
            somebody.execute("LOCK TABLE audit_auditentry IN ACCESS EXCLUSIVE MODE")
            done = manage("migrate", "audit", "0001", **variables)
            assert done.returncode == 1
            assert done.stderr.count("\n") == 1
            assert "lock timeout" in done.stderr
            somebody.rollback()
        assert database.ask("SELECT name FROM django_migrations WHERE app = 'audit' ORDER BY id DESC LIMIT 1") != []
        assert manage("migrate", "audit", "0001", **variables).returncode == 0
    finally:
        database.drop()


def test_the_limits_end_with_the_command():
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)
