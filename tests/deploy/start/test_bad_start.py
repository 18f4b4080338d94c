"""A wrong variable, a database that does not answer, a schema behind the code, no broker: one clear line and exit."""

from __future__ import annotations

import subprocess
import sys

import pytest

from deploy.postgres import free_port
from tests.deploy.commands import LONGEST, ROOT, clean_environment, manage
from tests.races.database import copy_of_the_tests_database, empty_database

NOBODY = "postgresql://market:hidden@127.0.0.1:1/market"
CELERY = ("-m", "celery", "-A", "marketplace.celery")
STARTS = {
    "serve": ("manage.py", "serve", "--port", "{port}"),
    "gunicorn": ("-m", "gunicorn", "--bind", "127.0.0.1:{port}", "marketplace.wsgi"),
    "uvicorn": ("-m", "uvicorn", "--port", "{port}", "--log-level", "warning", "marketplace.asgi:application"),
    "worker": (*CELERY, "worker", "--concurrency", "1", "--loglevel", "WARNING"),
    "beat": (*CELERY, "beat", "--schedule", "{folder}/beat", "--loglevel", "WARNING"),
}
every_start = pytest.mark.parametrize("start", STARTS)


def told_by(start, folder, **variables):
    """Begin a process that must end by itself; its exit code and what it wrote, without Gunicorn's own lines."""
    words = [word.format(port=free_port(), folder=folder) for word in STARTS[start]]
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=clean_environment(VAR_DIR=str(folder), **variables),
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip() and not line.startswith("[")]
    assert done.returncode != 0
    assert not [line for line in lines if "Traceback" in line], done.stderr
    return lines


def said_once(lines, *words):
    """One line holds all the words; Gunicorn may have begun two workers before it gave up."""
    return 0 < len({line for line in lines if all(word in line for word in words)}) == 1


@every_start
def test_a_wrong_variable(start, tmp_path):
    assert said_once(told_by(start, tmp_path, DATABASE_URL="mysql://host/market"), "DATABASE_URL: must begin with")


@every_start
def test_a_database_that_does_not_answer(start, tmp_path):
    lines = told_by(start, tmp_path, DATABASE_URL=NOBODY)
    assert said_once(lines, "DATABASE_URL: the database market at 127.0.0.1:1 does not answer")
    assert "hidden" not in "".join(lines)


@pytest.mark.parametrize("start", [name for name in STARTS if name != "serve"])
def test_a_schema_behind_the_code(start, tmp_path, db):
    database = empty_database(tmp_path)
    try:
        lines = told_by(start, tmp_path, DATABASE_URL=database.url)
    finally:
        database.drop()
    assert said_once(lines, "DATABASE_URL: the schema is behind this code by", "manage.py migrate")


@pytest.mark.parametrize("start", ["worker", "beat"])
@pytest.mark.django_db(transaction=True)
def test_a_worker_without_a_broker(start, tmp_path):
    database = copy_of_the_tests_database(tmp_path)
    try:
        broker = "amqp://market:hidden@127.0.0.1:1//"
        lines = told_by(start, tmp_path, DATABASE_URL=database.url, CELERY_BROKER_URL=broker)
    finally:
        database.drop()
    assert said_once(lines, "CELERY_BROKER_URL: broker at 127.0.0.1:1 does not answer")
    assert "hidden" not in "".join(lines)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("variable", "url"),
    [
        ("REDIS_URL", "redis://127.0.0.1:1/0"),
        ("CELERY_BROKER_URL", "amqp://127.0.0.1:1//"),
        ("ELASTICSEARCH_URL", "http://127.0.0.1:1"),
    ],
)
def test_a_release_is_refused_by_each_engine_that_does_not_answer(variable, url, tmp_path):
    database = copy_of_the_tests_database(tmp_path)
    named = {"DATABASE_URL": database.url, "VAR_DIR": str(tmp_path)}
    try:
        assert manage("check_start", **named).returncode == 0
        done = manage("check_start", **named, **{variable: url})
    finally:
        database.drop()
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"{variable}: ")


@pytest.mark.parametrize("command", [("migrate",), ("backup", "--to", "x"), ("restore", "--from", "x")])
def test_commands_say_it_in_one_line_too(command, tmp_path):
    done = manage(*command, DATABASE_URL=NOBODY, VAR_DIR=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
