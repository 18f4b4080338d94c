"""What every drill begins with."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import transaction

from base import clock
from base.money import Dong
from deploy.backup.making import make_backup
from notifications.services import queue_message
from orders.services import OrderRequest, WantedLine, place_order
from payments.ledger.services import post_entry
from tests.deploy.backup.drill import Place
from tests.races.database import empty_database


@pytest.fixture
def market(client, minh, lans_stall, make_product):
    """Somebody is logged in; three orders, money in two accounts, two photos, and a message that is about to leave."""
    client.force_login(minh)
    goods = make_product(lans_stall, quantity=9)
    for name in ("lan", "minh", "hoa"):
        place_order(request=OrderRequest(name, (WantedLine(goods.pk, 1),), "cod"))
    money = Dong(780_000)
    post_entry(reference="one", kind="capture", debit={"vnpay": money}, credit={"order:1": money})
    post_entry(reference="two", kind="capture", debit={"till:9": money}, credit={"order:2": money})
    for name in ("photos/a.jpg", "photos/b/c.jpg"):
        path = settings.MEDIA_ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode() * 1000)
    with transaction.atomic():
        queue_message(key="drill", to="+84912000001", text="Sạp có đơn mới")


@pytest.fixture
def backup(market, tmp_path):
    """A folder that `backup` wrote."""
    folder = tmp_path / "backups" / "today"
    make_backup(to=folder, now=clock.now())
    return folder


@pytest.fixture
def place(db, tmp_path):
    """An empty database and an empty folder."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    made = Place(empty_database(folder), folder)
    yield made
    made.database.drop()
