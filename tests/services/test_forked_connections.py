"""What asks the database before it forks hands no open connection on: two processes on one would mix up answers."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.races.serving import ROOT

pytestmark = pytest.mark.django_db(transaction=True)

#: Prints how many sockets the process has after it was ready to serve pages.
READY = """
import os
import marketplace.wsgi
links = (os.path.join("/proc/self/fd", each) for each in os.listdir("/proc/self/fd"))
print(sum(os.readlink(link).startswith("socket:") for link in links if os.path.islink(link)))
"""


def test_a_process_that_is_ready_to_fork_holds_no_connection(environment):
    ready = subprocess.run(
        [sys.executable, "-c", READY], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert ready.stdout.strip() == "0", ready.stdout + ready.stderr
