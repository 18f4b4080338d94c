"""A village that has grown: its market on SQLite goes on in PostgreSQL."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.deploy.backup.drill import LEDGER, ORDERS, Place
from tests.deploy.commands import LONGEST, ROOT, clean_environment
from tests.races.database import SqliteCopy

pytestmark = [pytest.mark.services, pytest.mark.django_db]


@pytest.fixture
def village(tmp_path):
    """A market on SQLite with two orders."""
    folder = tmp_path / "village"
    folder.mkdir()
    made = Place(SqliteCopy(folder, empty=True), folder)
    command = [sys.executable, "-m", "tests.deploy.backup.village"]
    environment = clean_environment(DATABASE_URL=made.database.url, VAR_DIR=str(folder))
    subprocess.run(command, cwd=ROOT, env=environment, timeout=LONGEST, check=True)
    return made


def test_its_history_goes_along_and_new_orders_come_after_it(village, place, tmp_path):
    backup = tmp_path / "backups" / "moving"
    assert village.run("backup", "--to", str(backup)).returncode == 0
    done = place.restore(backup)
    assert done.returncode == 0, done.stderr
    for same in (LEDGER, "SELECT number FROM order_order ORDER BY number"):
        assert place.database.ask(same) == village.database.ask(same)
    assert len(place.database.ask(ORDERS)) == 2
    assert place.run("migrate", "--check").returncode == 0
    more = (
        "from orders.services import OrderRequest, WantedLine, place_order;"
        "from catalogue.models import Product; pk = Product.objects.get().pk;"
        "place_order(request=OrderRequest('new', (WantedLine(pk, 1),), 'cod'))"
    )
    assert place.run("shell", "-c", more).returncode == 0
    assert len(place.database.ask(ORDERS)) == 3
    assert place.run("reindex").returncode == 0
