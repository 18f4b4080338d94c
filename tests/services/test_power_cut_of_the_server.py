"""The database's server loses power. What did not wait for the disk is done again; what others heard of is there."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.services.power_cut import EVENTS

#: The control: nothing waits for the disk, whoever hears of it.
CARELESS = {"CARELESS": "1"}


@pytest.fixture
def story():
    """Let it happen: story(**variables) -> what was there at each moment."""

    def happen(**variables):
        # Not below pytest's own folder, which the database's user may not enter.
        with tempfile.TemporaryDirectory(prefix="market-cut-") as folder:
            os.chmod(folder, 0o711)  # noqa: S103 - it is to be entered
            command = [sys.executable, "-m", "tests.services.power_cut", str(Path(folder) / "postgres")]
            done = subprocess.run(command, env=os.environ | variables, stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    return happen


def test_deliveries_that_did_not_wait_are_lost_with_their_effects_and_made_again(story):
    told = story()
    assert told["before"] == {"notes": EVENTS, "different": EVENTS, "states": {"delivered": EVENTS}, "told": 0}
    assert told["after"] == {"notes": 0, "different": 0, "states": {"waiting": EVENTS}, "told": 0}
    assert told["again"] == told["before"]
    # What a page was told of is on the disk, and with it all that was done before.
    assert told["told"] == {
        "notes": EVENTS + 1,
        "different": EVENTS + 1,
        "states": {"delivered": EVENTS + 1},
        "told": 1,
    }
    # The call began after the disk had its claim: it is known that it may have been made.
    assert told["called"]["states"] == {"delivered": EVENTS + 1, "claimed": 1}


def test_pages_told_before_the_disk_has_it_are_told_of_nothing(story):
    told = story(**CARELESS)
    assert told["told"]["told"] == 0
