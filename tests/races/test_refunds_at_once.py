"""Fifty refunds of 60 % of one payment: one is accepted, on the engine that the tests run on."""

from __future__ import annotations

import threading

import pytest

from payments.models import PaymentAttempt
from tests.races import refunding

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("patient_pool")]


@pytest.fixture
def blind():
    """A database that does not count; it counts again for the tests that follow."""
    refunding.let_the_database_look_away()
    yield
    refunding.make_it_look_again()


def one_is_accepted():
    attempt = refunding.pay()
    assert refunding.give_back_at_once(attempt) == {"accepted": 1, "refused": refunding.REFUNDS - 1}
    assert refunding.given_back() == refunding.PART
    assert PaymentAttempt.objects.get().refunded_vnd == refunding.PART


def more_goes_back_than_came():
    attempt = refunding.pay()
    everybody = threading.Barrier(refunding.REFUNDS, timeout=60)
    told = refunding.give_back_at_once(attempt, refunding.careless(everybody.wait))
    assert told["accepted"] > 1
    assert refunding.given_back() == told["accepted"] * refunding.PART > refunding.PAID


def test_one_of_fifty_is_accepted():
    one_is_accepted()


def test_without_the_count_more_goes_back_than_came(blind):
    more_goes_back_than_came()


@pytest.mark.services
def test_one_of_fifty_is_accepted_on_postgresql(on_postgresql):
    one_is_accepted()


@pytest.mark.services
def test_without_the_count_more_goes_back_than_came_on_postgresql(on_postgresql, blind):
    more_goes_back_than_came()
