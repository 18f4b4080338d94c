"""The units, as systemd itself reads them."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from marketplace.celery import QUEUES
from tests.deploy.files.reading import DEPLOY

UNITS = DEPLOY / "systemd"


@pytest.fixture
def units(tmp_path):
    """The units where systemd looks for drop-ins too, with the programs of this machine."""
    folder = tmp_path / "system"
    shutil.copytree(UNITS, folder)
    for path in folder.rglob("*.*"):
        if path.is_file():
            path.write_text(path.read_text().replace("/opt/market/.venv/bin/python", sys.executable))
    return folder


def verify(folder):
    """What systemd-analyze has to say about our units."""
    names = [
        str(path) if "@" not in path.name else str(path).replace("@", "@payments")
        for path in sorted(folder.glob("market*.*"))
        if path.is_file()
    ]
    command = ["systemd-analyze", "verify", "--man=no", *names]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return [line for line in (done.stdout + done.stderr).splitlines() if "market" in line]


@pytest.mark.services
def test_systemd_has_nothing_to_say(units):
    assert verify(units) == []


@pytest.mark.services
def test_a_mistake_is_seen(units):
    unit = units / "market-web.service"
    unit.write_text(unit.read_text().replace("TimeoutStopSec=40", "TimeoutStopSeconds=40"))
    assert verify(units)


@pytest.mark.services
def test_a_mistake_in_what_all_share_is_seen(units):
    shared = units / "market-.service.d" / "hardening.conf"
    shared.write_text(shared.read_text().replace("ProtectSystem=strict", "ProtectSystem=perhaps"))
    assert verify(units)


def test_every_queue_has_a_worker():
    target = (UNITS / "market.target").read_text()
    assert [queue for queue in QUEUES if f"market-worker@{queue}.service" not in target] == []
