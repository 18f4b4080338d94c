"""Twenty runs at once, some killed half way: each delivered line is paid once. Without the unique index it is not.

Short: one race over 1,000 lines. FULL=1: twenty races over 20,000.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress

import psycopg
import pytest

from base import clock
from bench.payouts.filling import deliver_lines
from marketplace.demo.bulk.catalogue import make_sellers
from tests.races.database import copy_of_the_tests_database
from tests.races.serving import ROOT

RUNS, SELLERS, PATIENCE = 20, 40, 300
FULL = bool(os.environ.get("FULL"))
LINES, RACES = (20_000, 20) if FULL else (1_000, 1)
PAID = """
SELECT count(*), count(DISTINCT i.leg_id), COALESCE(sum(l.credit_vnd), 0)
FROM payment_payoutitem i JOIN payment_leg l ON l.id = i.leg_id JOIN payment_payout p ON p.id = i.payout_id
WHERE p.state = 'sent'
"""
LEFT_THE_BANK = """
SELECT COALESCE(sum(l.credit_vnd), 0) FROM payment_leg l JOIN payment_account a ON a.id = l.account_id
WHERE a.code = 'bank'
"""
STILL_OWED = """
SELECT count(*) FROM (SELECT l.account_id FROM payment_leg l JOIN payment_account a ON a.id = l.account_id
WHERE a.code LIKE 'seller:%' GROUP BY 1 HAVING sum(l.credit_vnd) <> sum(l.debit_vnd)) owed
"""

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True), pytest.mark.timeout(3600 if FULL else 900)]


@pytest.fixture
def due(tuan, minh):
    """What all sellers together are owed (đồng)."""
    now = clock.now()
    return deliver_lines(sellers=make_sellers(number=SELLERS, now=now), number=LINES, now=now)


@pytest.fixture
def database(due, tmp_path):
    copy = copy_of_the_tests_database(tmp_path)
    yield copy
    copy.drop()


def start(database, what):
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    environment |= {"DATABASE_URL": database.url, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "marketplace.settings"}
    command = [sys.executable, "-m", "tests.payments.payouts.racing", what]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def numbers(line):
    return [int(word) for word in line.split()]


def until(ask, wanted):
    """Wait until the answer is the one wanted, or the deadline has passed."""
    deadline = time.monotonic() + PATIENCE
    while not wanted(answer := ask()):
        assert time.monotonic() < deadline, answer
        time.sleep(0.01)


@contextmanager
def held_back(database):
    """Nobody takes a line inside the block; all who have seen what is due take it at its end.

    Held back any earlier, one of them may be done on a quick machine before another has looked.
    """
    with closing(psycopg.connect(**database.server, dbname=database.name)) as holder:
        holder.execute("LOCK TABLE payment_payoutitem IN SHARE MODE")
        yield
        holder.rollback()


def race(database, killed=()):
    """How each of the twenty ended."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    with held_back(database):
        driver = start(database, str(RUNS))
        pids = numbers(driver.stdout.readline())
        until(lambda: database.ask(waiting)[0][0], lambda number: number >= RUNS)
    taking = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%payment_payoutitem%' AND pid <> pg_backend_pid()"
    for number in killed:
        until(lambda: database.ask(taking)[0][0] or driver.poll() is not None, bool)
        with suppress(ProcessLookupError):
            os.kill(pids[number], signal.SIGKILL)
    ended, _ = driver.communicate(timeout=PATIENCE)
    return numbers(ended)


def finish(database):
    worker = start(database, "finish")
    assert worker.wait(timeout=PATIENCE) == 0


@pytest.mark.parametrize("number", range(RACES))
def test_each_line_is_paid_once(due, database, number):
    codes = race(database, killed=range(number % 3, RUNS, 3))
    assert set(codes) <= {0, -9}
    finish(database)
    assert database.ask(PAID) == [(LINES, LINES, due)]
    assert database.ask(LEFT_THE_BANK) == [(due,)]
    assert database.ask(STILL_OWED) == [(0,)]


def test_without_the_index_lines_are_paid_twice(due, database):
    database.ask("ALTER TABLE payment_payoutitem DROP CONSTRAINT leg_paid_once")
    race(database)
    [(items, legs, paid)] = database.ask(PAID)
    assert legs == LINES
    assert items > legs
    assert paid > due
