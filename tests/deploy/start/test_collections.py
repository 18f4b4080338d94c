"""A collection in a worker that serves pages does not look through all that the start made."""

import subprocess
import sys
import time

import pytest
import requests

from deploy.postgres import free_port
from tests.deploy.commands import LONGEST, ROOT, clean_environment


@pytest.fixture
def worker():
    """A worker with our settings, and its address."""
    address = f"127.0.0.1:{free_port()}"
    command = ["gunicorn", "--config", "python:deploy.gunicorn", "tests.deploy.start.counting_frozen:application"]
    environment = clean_environment(WEB_BIND=address, WEB_CONCURRENCY="1")
    with subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=environment) as process:
        yield f"http://{address}/"
        process.terminate()


def answered(url):
    """The page, as soon as the worker answers."""
    deadline = time.monotonic() + LONGEST
    while True:
        try:
            return requests.get(url, timeout=5).text
        except requests.ConnectionError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_what_the_start_made_is_not_looked_through_again(worker):
    # Python and Gunicorn alone make twenty thousand.
    assert int(answered(worker)) > 10_000
