"""`make services` on a machine that lost power: its files name processes that are others' by now."""

import os
import signal
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest

from deploy.services.accounts import as_account
from deploy.services.postgresql import PostgresqlEngine
from tests.races.serving import eventually


@pytest.fixture
def folder():
    # Not below pytest's own folder, which the database's user may not enter.
    with tempfile.TemporaryDirectory(prefix="market-cut-") as made:
        os.chmod(made, 0o711)  # noqa: S103 - it is to be entered
        yield Path(made) / "postgresql"


@pytest.fixture
def engine(folder):
    engine = PostgresqlEngine(folder)
    yield engine
    engine.stop()


@pytest.fixture
def neighbour():
    """A process of the account that runs the servers."""
    with subprocess.Popen(["sleep", "600"], **as_account()) as process:
        yield process
        process.kill()


def lose_power(folder):
    """The server and all that it started are gone, and nothing is tidied up."""
    noted = folder / "data" / "postmaster.pid"
    server = int(noted.read_text().split()[0])
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    for pid in [server, *map(int, children)]:
        os.kill(pid, signal.SIGKILL)
    eventually(lambda: [pid for pid in (server, *children) if Path(f"/proc/{pid}/exe").exists()], [])
    assert noted.exists()
    return noted


def write_down(url):
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('mật ong')")


def read(url):
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT word FROM kept").fetchall()


def test_it_starts_again_with_its_data(engine, folder):
    write_down(engine.be_running())
    lose_power(folder)
    assert read(engine.be_running()) == [("mật ong",)]


def test_who_has_its_number_now_is_left_alone(engine, folder, neighbour):
    write_down(engine.be_running())
    noted = lose_power(folder)
    number, rest = noted.read_text().split("\n", 1)
    noted.write_text(f"{neighbour.pid}\n{rest}")
    assert read(engine.be_running()) == [("mật ong",)]
    assert neighbour.poll() is None
