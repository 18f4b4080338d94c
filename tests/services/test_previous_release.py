"""A release is rolled out: the schema is new, four web processes still run the previous code. No 5xx, nothing lost."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter

import pytest
import requests

from deploy.postgres import free_port
from events.models import Delivery, RecordedEvent
from orders.models import Order
from tests.races.serving import PATIENCE, eventually
from tests.races.shopper import Shopper
from tests.services.previous import check_out, previous_release

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]


@pytest.fixture
def previous_web(environment, tmp_path):
    """Four processes of the previous release's pages."""
    folder, port = tmp_path / "previous", free_port()
    check_out(previous_release(), folder)
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "-w", "4", "-b", f"127.0.0.1:{port}", "marketplace.wsgi"]
    with (tmp_path / "previous.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment | {"SITE_URL": base}, stdout=log, stderr=log)
        eventually(lambda: answers(base), True)
        yield base
        server.terminate()
        server.wait(timeout=30)


def answers(base):
    try:
        return requests.get(f"{base}/healthz", timeout=5).ok
    except requests.RequestException:
        return False


def test_the_previous_code_runs_on_the_new_schema(previous_web, market, lans_stall, make_product, full):
    goods = make_product(lans_stall, quantity=9_000)
    market.worker(processes=1)
    market.beat()
    paths = ("/", f"/san-pham/x_{goods.pk}/", "/tim-kiem/?q=tom", "/gio-hang/", "/thanh-toan/vnpay/ipn")
    until, seen, wrong = time.monotonic() + (60 if full else 12), Counter(), []

    def shop(number):
        while time.monotonic() < until:
            try:
                for path in paths:
                    seen[requests.get(previous_web + path, timeout=PATIENCE).status_code] += 1
                shopper = Shopper(previous_web, f"Người mua {number}")
                shopper.walk_to_the_checkout(goods.pk)
                seen[shopper.order().status_code] += 1
            except Exception as trouble:
                wrong.append(trouble)
                raise

    buyers = [threading.Thread(target=shop, args=[number]) for number in range(4)]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join(timeout=300)
    assert not wrong
    assert not [status for status in seen if status >= 500], seen
    assert seen[302] == Order.objects.count() > 0
    # What the old code recorded, the new workers deliver.
    eventually(lambda: Delivery.objects.exclude(state=Delivery.State.DELIVERED).count(), 0, within=120)
    assert RecordedEvent.objects.filter(name="OrderConfirmed").count() == seen[302]
