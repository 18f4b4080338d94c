"""Whole đồng, and shares that never lose one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.money import Dong


def test_written_as_people_write_it():
    assert str(Dong(1_560_000)) == "1.560.000\u00a0₫"


@pytest.mark.parametrize("wrong", [1.5, "1", True, Decimal(1)])
def test_only_whole_numbers_are_money(wrong):
    with pytest.raises(TypeError):
        Dong(wrong)


def test_a_fraction_of_a_dong_is_refused():
    with pytest.raises(ValueError, match="not whole"):
        Dong.from_decimal(Decimal("1.5"))


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=20))
def test_shares_sum_to_the_whole_and_differ_by_less_than_one_from_fair(amount, weights):
    whole = sum(weights)
    if not whole:
        return
    shares = Dong(amount).share(weights)
    assert sum(s.amount for s in shares) == amount
    assert all(abs(s.amount * whole - amount * w) < whole for s, w in zip(shares, weights, strict=True))


@pytest.mark.parametrize("weights", [[0, 0], [-1, 2], []])
def test_nothing_to_split_by_is_refused(weights):
    with pytest.raises(ValueError):
        Dong(10).share(weights)
