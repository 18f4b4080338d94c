"""What the database itself refuses, whoever asks: entries that do not balance, and any change of what is booked."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from base import clock
from base.money import Dong
from payments.ledger.accounts import kind_of
from payments.ledger.models import Account, Entry, Leg
from payments.ledger.selectors import balance_of, balances, entries_of_order, unbalanced_entries
from payments.ledger.services import BookedOtherwise, Unbalanced, post_entry, reverse_entry

pytestmark = pytest.mark.django_db


def book(reference="captured:A", amount=805_000, **more):
    sides = {"debit": {"vnpay": Dong(amount)}, "credit": {"order:A": Dong(amount)}} | more
    return post_entry(reference=reference, kind="payment_captured", **sides)


@contextmanager
def committed():
    """A transaction with what the database weighs at its end."""
    with transaction.atomic():
        yield
        connection.check_constraints()


def account(code):
    return Account.objects.get_or_create(code=code, defaults={"kind": kind_of(code)})[0]


def entry(number, total=100):
    return Entry(id=number, reference=f"by-hand-{number}", kind="x", booked_at=clock.now(), total_vnd=total)


def leg(number, code, debit=0, credit=0):
    Leg.objects.create(entry_id=number, account=account(code), debit_vnd=debit, credit_vnd=credit)


def test_balances_come_from_the_legs_in_the_sense_of_their_kind():
    book()
    book("refund:A", 5_000, debit={"order:A": Dong(5_000)}, credit={"vnpay": Dong(5_000)})
    assert [(one.code, one.amount_vnd) for one in balances()] == [("order:A", 800_000), ("vnpay", 800_000)]
    assert (balance_of("vnpay"), balance_of("order:A"), balance_of("order:B")) == (800_000, 800_000, 0)
    assert [one.reference for one in entries_of_order("A")] == ["captured:A", "refund:A"]


def test_a_movement_is_booked_once_and_another_one_under_its_name_is_refused():
    assert book().pk == book().pk
    assert Entry.objects.count() == 1
    with pytest.raises(BookedOtherwise):
        book(amount=805_001)


def test_an_entry_that_moves_nothing_or_too_much_is_refused():
    with pytest.raises(Unbalanced):
        book(debit={"vnpay": Dong(1)})
    with pytest.raises(Unbalanced):
        book(amount=0)


def test_an_account_outside_of_the_chart_is_refused():
    with pytest.raises(ValueError, match="no account"):
        book(credit={"pocket": Dong(805_000)})


def test_legs_that_do_not_balance_are_not_committed():
    with pytest.raises(IntegrityError), committed():
        leg(7, "vnpay", debit=100)
        leg(7, "order:A", credit=99)
        entry(7).save(force_insert=True)
    assert not Entry.objects.exists()
    assert not Leg.objects.exists()


def test_an_entry_without_legs_is_not_committed():
    with pytest.raises(IntegrityError), committed():
        entry(7).save(force_insert=True)
    assert not Entry.objects.exists()


def test_legs_without_an_entry_are_not_committed():
    with pytest.raises(IntegrityError), committed():
        leg(7, "vnpay", debit=100)
        leg(7, "order:A", credit=100)
    assert not Leg.objects.exists()


def test_a_booked_entry_takes_no_more_legs_not_even_balanced_ones():
    booked = book()
    with pytest.raises(IntegrityError), committed():
        leg(booked.pk, "vnpay", debit=100)
        leg(booked.pk, "order:A", credit=100)
    assert Leg.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_real_commit_weighs_too():
    with pytest.raises(IntegrityError), transaction.atomic():
        leg(7, "vnpay", debit=100)
    with pytest.raises(IntegrityError), transaction.atomic():
        entry(8).save(force_insert=True)
    book()
    assert (Entry.objects.count(), Leg.objects.count()) == (1, 2)


def test_a_leg_has_one_side():
    for sides in ({}, {"debit": 1, "credit": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            leg(7, "vnpay", **sides)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payment_leg SET debit_vnd = debit_vnd + 1 WHERE debit_vnd > 0",
        "UPDATE payment_entry SET total_vnd = 1",
        "UPDATE payment_account SET code = 'order:B' WHERE code = 'order:A'",
        "DELETE FROM payment_leg",
        "DELETE FROM payment_entry",
        "DELETE FROM payment_account",
    ],
)
def test_what_is_booked_is_never_changed_or_removed(statement):
    book()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (balance_of("vnpay"), Leg.objects.count()) == (805_000, 2)


def test_a_correction_is_a_mirror_image_and_there_is_one():
    booked = book()
    mirror = reverse_entry(reference="captured:A")
    assert reverse_entry(reference="captured:A").pk == mirror.pk
    assert (mirror.reverses_id, mirror.total_vnd, balance_of("vnpay")) == (booked.pk, 805_000, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        book("another", reverses=booked)


def test_an_entry_whose_legs_were_spoilt_behind_our_back_is_named():
    booked = book()
    assert unbalanced_entries() == []
    spoil(booked)
    assert unbalanced_entries() == ["captured:A"]


def spoil(booked):
    """Who owns the database can always switch its guards off; then the check finds it."""
    from tests.books import never_changed

    with connection.cursor() as cursor:
        for statement in never_changed.UNDO[connection.vendor]:
            cursor.execute(statement)
        cursor.execute("UPDATE payment_leg SET debit_vnd = 1 WHERE debit_vnd > 0 AND entry_id = %s", [booked.pk])
        for statement in never_changed.SQLITE if connection.vendor == "sqlite" else never_changed.POSTGRES:
            cursor.execute(statement)
