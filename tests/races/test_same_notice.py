"""A hundred equal IPNs in one moment: one payment."""

from __future__ import annotations

from collections import Counter

import pytest
import requests

from orders.services import OrderRequest, WantedLine, place_order
from tests.races.database import copy_of_the_tests_database
from tests.races.serving import PATIENCE, all_at_once, eventually, serving
from tests.storefront.buying.gateway import notice, start

CALLS = 100

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def attempt(lans_stall, make_product):
    """A try at paying that VNPAY has just decided."""
    lines = (WantedLine(make_product(lans_stall).pk, 1),)
    return start(place_order(request=OrderRequest("race", lines, "vnpay")))


@pytest.fixture
def database(attempt, tmp_path):
    copy = copy_of_the_tests_database(tmp_path)
    yield copy
    copy.drop()


def test_one_is_noted_and_ninety_nine_were_noted_before(attempt, database, tmp_path):
    good = notice(attempt)
    strange = {
        "97": good | {"vnp_Amount": "100"},
        "04": notice(attempt, vnp_Amount="100"),
        "01": notice(attempt, vnp_TxnRef="CDUNKNOWN-1"),
    }
    with serving("marketplace.asgi:application", database.url, tmp_path) as server:

        def call(fields):
            answer = requests.get(f"{server.base}/thanh-toan/vnpay/ipn", params=fields, timeout=PATIENCE)
            assert answer.status_code == 200
            return answer.json()["RspCode"]

        def call_together(fields, ready):
            ready()
            return call(fields)

        for code, fields in strange.items():
            assert call(fields) == code
        assert Counter(all_at_once(call_together, [good] * CALLS)) == {"00": 1, "02": CALLS - 1}
        assert [call(fields) for fields in strange.values()] == list(strange)
        eventually(lambda: database.ask("SELECT status FROM order_order"), [("confirmed",)])
    assert database.ask("SELECT state FROM payment_paymentattempt") == [("captured",)]
    assert database.ask("SELECT count(*) FROM payment_entry") == [(1,)]
    assert database.ask("SELECT sum(debit_vnd), sum(credit_vnd) FROM payment_leg") == [
        (attempt.amount_vnd, attempt.amount_vnd)
    ]
    assert database.ask("SELECT count(*) FROM events_recordedevent WHERE name = 'PaymentCaptured'") == [(1,)]
    assert database.ask("SELECT count(*) FROM payment_gatewaynotice") == [(CALLS + 2 * len(strange),)]
    assert server.complaints() == []
