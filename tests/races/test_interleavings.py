"""Every pair of things that can happen to an order at once, held at named points, both ways round.

Each runs on an order that waits for its money and on one that has it. FULL=1 runs every pair on both, at every point
that the first comes by. Without it a paid order meets only the pairs with a refund, for that is what paying changes
most, and each pair is held twice: at its first point, where little is locked, and at its last, where all is.
"""

from __future__ import annotations

import itertools
import os
from contextlib import suppress

import pytest

from base.errors import MarketError
from events.dispatcher import dispatch_all
from tests.races import commands
from tests.races.commands import Case, end_of, gateway_gives_back, new_case, paid_case
from tests.races.interleaving import PATIENCE, Point, Runner, gate_at, interleave, points_reached

FULL = os.environ.get("FULL") == "1"

pytestmark = pytest.mark.django_db(transaction=True)
#: What can happen to an order. One more is one line; it is then paired with all others.
COMMANDS = (
    commands.ipn,
    commands.return_page,
    commands.expiry,
    commands.buyer_cancel,
    commands.operator_cancel,
    commands.second_checkout,
    commands.stock_edit,
    commands.refund,
)
PAIRS = list(itertools.product(COMMANDS, repeat=2))
#: Where the first of two may be held: around each thing that a command locks or writes.
POINTS = (
    Point("before", "orders.moving", "release_stock"),
    Point("after", "orders.moving", "release_stock"),
    Point("before", "orders.services.ending", "move_order"),
    Point("after", "orders.services.ending", "move_order"),
    Point("before", "orders.services.paying", "move_order"),
    Point("after", "orders.services.paying", "move_part"),
    Point("before", "payments.services.settling", "post_entry"),
    Point("after", "payments.services.settling", "post_entry"),
    Point("before", "orders.services.placing", "reserve_stock"),
    Point("after", "orders.services.placing", "reserve_stock"),
    Point("before", "sellers.services.stock", "_set_in_stock"),
    Point("after", "sellers.services.stock", "_set_in_stock"),
    Point("after", "marketplace.storefront.buying.order_page", "order_by_link"),
    # Written and committed, but the order, or the payment, has not heard of it.
    Point("after", "tests.races.commands", "settle"),
    Point("after", "tests.races.commands", "cancel_order"),
    Point("after", "payments.refunds.asking_for", "_payment_of"),
    Point("before", "payments.refunds.asking_for", "_write"),
    Point("after", "payments.refunds.asking_for", "_write"),
    Point("before", "payments.refunds.calling", "_send"),
    Point("before", "payments.refunds.settling", "complete"),
    Point("after", "payments.refunds.settling", "complete"),
)


@pytest.fixture(autouse=True)
def gateway(monkeypatch):
    """A gateway that gives back whatever it is asked for."""
    monkeypatch.setattr("payments.methods.vnpay.call_refund", gateway_gives_back)


@pytest.fixture
def fresh(lans_stall, make_product):
    """A product that nobody has ordered."""
    return lambda: make_product(lans_stall, quantity=commands.UNITS).pk


@pytest.fixture
def case(fresh):
    """Make a case of its own that waits for its money."""
    return lambda: new_case(fresh())


@pytest.fixture
def paid(fresh):
    """Make a case of its own that has its money."""
    return lambda: paid_case(fresh())


def _end(case: Case) -> dict[str, object]:
    dispatch_all()
    return end_of(case)


def _one_after_the_other(case, first, second):
    one = case()
    for command in (first, second):
        # A rule that says no is an end like any other.
        with suppress(MarketError):
            command(one)
    return _end(one)


def _held_at_each_point(case, first, second):
    serial = [_one_after_the_other(case, first, second), _one_after_the_other(case, second, first)]
    alone = case()
    points = points_reached(lambda: first(alone), POINTS)
    assert points
    for point in points if FULL else {points[0], points[-1]}:
        one = case()
        interleave(lambda one=one: first(one), lambda one=one: second(one), point)
        assert _end(one) in serial, str(point)


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=lambda command: command.__name__)
def test_the_end_is_that_of_one_after_the_other(case, first, second):
    _held_at_each_point(case, first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [pair for pair in PAIRS if FULL or commands.refund in pair],
    ids=lambda command: command.__name__,
)
def test_so_it_is_when_the_money_is_in(paid, first, second):
    _held_at_each_point(paid, first, second)


def test_who_looks_first_and_writes_later_ends_where_no_order_of_the_two_leads(case):
    looked = Point("after", "tests.races.commands", "look_at")
    one = case()
    with gate_at(looked) as gate:
        careless = Runner(lambda: commands.careless_cancel(one), gate)
        careless.start()
        assert gate.reached.wait(PATIENCE)
        # It holds no lock, so nothing stops the notice from coming to its end.
        notice = Runner(lambda: commands.ipn(one))
        notice.start()
        notice.end()
        gate.open.set()
        careless.end()
    serial = [
        _one_after_the_other(case, commands.careless_cancel, commands.ipn),
        _one_after_the_other(case, commands.ipn, commands.careless_cancel),
    ]
    assert _end(one) not in serial
