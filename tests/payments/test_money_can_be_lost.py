"""Controls of the market at random: a story of money is sound, and each of these mistakes in our code turns it red."""

from __future__ import annotations

from contextlib import contextmanager
from unittest import mock

import pytest
from django.db import connection

from base.money import Dong
from events import dispatcher
from events.wiring import handler_named
from payments.ledger.services import post_entry
from payments.methods.vnpay import Vnpay
from payments.providers.outcome import Outcome
from payments.refunds import settling as refunds
from payments.services import settling as payments
from tests.books import never_changed
from tests.payments.trading import agreeing

pytestmark = pytest.mark.django_db
ONE = Dong(1)


@contextmanager
def telling(market):
    """A market in which a story is told; at its end everybody does what is open, and everything is compared."""
    living = market()
    living.begin()
    try:
        yield living
        living.no_leg_has_changed()
        living.come_to_rest()
    finally:
        living.open.close()


def tell(living):
    """Bought for cash and through VNPAY, partly returned; the refund's answer is lost, and the sellers are paid."""
    living.trade_for_cash(0, "self", 0)
    living.trade(0, "commune_collector", 0)
    living.books_agree()
    living.no_leg_has_changed()
    living.give_back(2, 60, True, 0)
    living.change_mood("answer lost", "")
    living.call_for_refunds(0)
    living.change_mood("well", "")
    living.prepare_payouts(True, 8, 0)
    living.decide_payouts(False, False, 0)
    living.books_agree()


def test_the_story_is_sound(market):
    with telling(market) as living:
        tell(living)
    assert (living.lived["deaths"], len(living.line.settled)) == (0, 1)


def book_a_dong_more(**entry):
    sides = {name: {code: amount + ONE for code, amount in entry.pop(name).items()} for name in ("debit", "credit")}
    return post_entry(**entry, **sides)


def book_twice(**entry):
    post_entry(**entry | {"reference": f"{entry['reference']}-again"})
    return post_entry(**entry)


def book_nothing(**entry):
    """Lost."""


def refuse_when_nobody_answers(self, refund, *, now):
    told = called(self, refund, now=now)
    return Outcome("failed", code="99") if told.state == "unknown" else told


called = Vnpay.refund


@pytest.mark.parametrize("mistake", [book_a_dong_more, book_twice, book_nothing])
@pytest.mark.parametrize("place", [payments, refunds], ids=["payments", "refunds"])
def test_a_wrong_booking_is_red(market, place, mistake):
    with pytest.raises(AssertionError), mock.patch.object(place, "post_entry", mistake), telling(market) as living:
        tell(living)


def test_silence_taken_for_a_refusal_is_red(market):
    """VNPAY gave the money back and a person does it again: our books agree with themselves, VNPAY's file does not."""
    with (
        pytest.raises(AssertionError, match="refund_not_in_books"),
        mock.patch.object(Vnpay, "refund", refuse_when_nobody_answers),
        telling(market) as living,
    ):
        tell(living)


def test_a_row_that_is_missing_in_the_file_is_red(market):
    whole = agreeing.settlement_of

    def cut(day):
        return "".join(whole(day).splitlines(keepends=True)[:-1]) or whole(day)

    with pytest.raises(AssertionError), mock.patch.object(agreeing, "settlement_of", cut), telling(market) as living:
        tell(living)


def test_a_mark_that_is_committed_before_its_effect_is_red(market):
    def run(delivery):
        dispatcher._mark_delivered(delivery)
        handler_named(delivery.subscriber)(dispatcher.envelope_of(delivery))

    with pytest.raises(AssertionError, match="sale_missing"), telling(market) as living:
        with mock.patch.object(living, "deliver_everything"):
            living.trade_for_cash(0, "self", 0)
        with mock.patch.object(dispatcher, "_run", run):
            living.deliver_everything(dies_at=3)
        living.books_agree()


def test_a_death_in_the_middle_changes_nothing_and_the_next_try_finishes(market):
    """The counterpart: as it is, the handler's writes and its mark are one."""
    with telling(market) as living:
        with mock.patch.object(living, "deliver_everything"):
            living.trade_for_cash(0, "self", 0)
        living.deliver_everything(dies_at=3)
        living.books_agree()
        assert living.lived["deaths"] == 1


def test_a_changed_leg_is_red(market):
    """Whoever owns the database changes both sides of an entry and its sum, so that it balances."""
    with pytest.raises(AssertionError), telling(market) as living:
        tell(living)
        with connection.cursor() as cursor:
            for statement in never_changed.UNDO[connection.vendor]:
                cursor.execute(statement)
            cursor.execute("UPDATE payment_leg SET debit_vnd = debit_vnd + 1 WHERE debit_vnd > 0")
            cursor.execute("UPDATE payment_leg SET credit_vnd = credit_vnd + 1 WHERE credit_vnd > 0")
        living.no_leg_has_changed()
