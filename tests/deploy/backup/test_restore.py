"""The restore drill: the same market comes back, nothing is sent twice, and what is damaged is refused untouched."""

from __future__ import annotations

import json

import pytest
from django.conf import settings
from django.db import connection

from deploy.backup.manifest import DUMP, NAME, sha256_of
from tests.deploy.backup.drill import LEDGER, OPEN, ORDERS, hashes, is_one_line_of


def ask(sql):
    """Rows of the market that was backed up."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [tuple(row) for row in cursor.fetchall()]


def change_manifest(backup, **changes):
    """Write other words into a backup's manifest."""
    told = json.loads((backup / NAME).read_text())
    (backup / NAME).write_text(json.dumps(told | changes))


class Drill:
    """Run once on SQLite and once on PostgreSQL."""

    def test_the_same_market_comes_back(self, backup, place):
        done = place.restore(backup)
        assert done.returncode == 0, done.stderr
        for same in (LEDGER, ORDERS):
            assert place.database.ask(same) == ask(same)
        assert len(ask(ORDERS)) == 3
        assert hashes(place.folder / "media") == hashes(settings.MEDIA_ROOT)
        assert "3 orders, 2 photos" in done.stdout
        # Whoever was logged out since stays out.
        assert ask("SELECT COUNT(*) FROM django_session") == [(1,)]
        assert place.database.ask("SELECT COUNT(*) FROM django_session") == [(0,)]

    def test_the_restored_market_works_and_can_be_backed_up_and_restored_again(self, backup, place, tmp_path):
        place.restore(backup)
        assert place.run("migrate", "--check").returncode == 0
        again = tmp_path / "backups" / "again"
        assert place.run("backup", "--to", str(again)).returncode == 0
        assert place.restore(again, "--overwrite").returncode == 0
        assert place.database.ask(ORDERS) == ask(ORDERS)

    def test_nothing_is_sent_again(self, backup, place):
        assert ask(OPEN)[0][0] > 0
        place.restore(backup)
        assert place.database.ask(OPEN) == [(0,)]
        place.run("dispatch_events", "--once")
        assert place.messages == []
        reasons = {row[0] for row in place.database.ask("SELECT trouble FROM events_delivery WHERE state = 'parked'")}
        assert len(reasons) == 1
        assert "sao lưu" in reasons.pop()

    def test_without_parking_it_would_be_sent_again(self, backup, place):
        place.restore(backup)
        replay = "from events.dispatcher import replay_parked_of as r; r(subscriber='{}')"
        place.run("shell", "-c", replay.format("notifications.handlers.sending.send_message"))
        place.run("dispatch_events", "--once")
        assert len(place.messages) == 1

    def test_numbers_that_others_hold_are_not_given_out_again(self, backup, place):
        place.restore(backup)
        queue = "from notifications.services import queue_message as q; q(key='new', to='+84912000002', text='x')"
        assert place.run("shell", "-c", queue).returncode == 0
        last = ask("SELECT MAX(position) FROM events_recordedevent")[0][0]
        assert place.database.ask("SELECT MAX(position) FROM events_recordedevent")[0][0] > last + 999_999

    def test_a_truncated_dump_is_refused_and_nothing_is_touched(self, backup, place):
        dump = backup / DUMP
        dump.write_bytes(dump.read_bytes()[: dump.stat().st_size // 2])
        assert is_one_line_of(place.restore(backup), DUMP, "damaged")
        assert place.tables() == 0
        assert hashes(place.folder / "media") == {}

    def test_a_dump_that_was_truncated_before_it_was_noted_is_refused_too(self, backup, place):
        dump = backup / DUMP
        dump.write_bytes(dump.read_bytes()[: dump.stat().st_size * 3 // 4])
        files = json.loads((backup / NAME).read_text())["files"]
        change_manifest(backup, files=files | {DUMP: sha256_of(dump)})
        assert is_one_line_of(place.restore(backup), "the database in the backup cannot be read")
        assert place.tables() == 0

    def test_a_changed_photo_is_refused_and_nothing_is_touched(self, backup, place):
        (backup / "media" / "photos" / "a.jpg").write_bytes(b"another")
        assert is_one_line_of(place.restore(backup), "media/photos/a.jpg", "damaged")
        assert place.tables() == 0
        assert hashes(place.folder / "media") == {}

    def test_figures_that_do_not_agree_are_named(self, backup, place):
        figures = json.loads((backup / NAME).read_text())["figures"]
        figures["rows"]["order_order"] = 4
        change_manifest(backup, figures=figures)
        assert is_one_line_of(place.restore(backup), "rows of order_order: 4 and 3")

    def test_a_filled_database_is_refused_and_kept(self, backup, place):
        place.restore(backup)
        place.run("shell", "-c", "from orders.models import Order; Order.objects.first().delete()")
        kept = place.database.ask(ORDERS)
        assert is_one_line_of(place.restore(backup), "not empty", "--overwrite")
        assert place.database.ask(ORDERS) == kept
        assert place.restore(backup, "--overwrite").returncode == 0
        assert place.database.ask(ORDERS) == ask(ORDERS)


@pytest.mark.django_db(transaction=True)
class TestOnSqlite(Drill):
    """`make test`."""


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
class TestOnPostgresql(Drill):
    """`make test-services`."""

    def test_the_engine_is_the_one_that_is_meant(self, db):
        assert connection.vendor == "postgresql"
