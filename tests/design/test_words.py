"""How values are written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from base.money import Dong
from marketplace.design import words


@pytest.mark.parametrize("value", [780000, Dong(780000), Decimal("780000.00")])
def test_dong_ties_the_sign_to_the_number(value):
    assert words.dong(value) == "780.000\u00a0₫"


def test_dong_of_nothing_is_nothing_and_a_fraction_is_refused():
    assert words.dong(None) == ""
    assert words.dong(0) == "0\u00a0₫"
    with pytest.raises(ValueError, match="not whole"):
        words.dong(Decimal("0.5"))


@pytest.mark.parametrize(
    ("value", "written"),
    [(1234567, "1.234.567"), (58.3, "58,3"), (Decimal("1234.50"), "1.234,50"), (0, "0"), (None, "")],
)
def test_number(value, written):
    assert words.number(value) == written


def test_times_are_those_of_the_market():
    late = datetime(2026, 11, 23, 20, 5, tzinfo=UTC)
    assert words.market_time(late) == "24/11/2026, 3:05"
    assert words.market_date(late) == "24/11/2026"
    assert words.market_date(date(2026, 11, 5)) == "05/11/2026"
    assert words.market_time(None) == words.market_date(None) == ""


@pytest.mark.parametrize(
    ("phone", "written"),
    [
        ("+84912345678", "0912 345 678"),
        ("0912.345.678", "0912 345 678"),
        ("+842903831234", "0290 383 1234"),
        ("1900 0000", "1900 0000"),
        ("+85512345678", "+85512345678"),
        ("", ""),
    ],
)
def test_phone_vn(phone, written):
    assert words.phone_vn(phone) == written


def test_phone_masked():
    assert words.phone_masked("+84912345678") == "0912 ••• 678"
    assert words.phone_masked("12") == "•••"


def test_the_filters_are_there(rendered):
    source = (
        "{{ 780000|dong }}|{{ 1234|number }}|{{ '+84912345678'|phone_vn }}|{{ at|market_time }}|{{ at|market_date }}"
    )
    at = datetime(2026, 11, 24, 1, 14, tzinfo=UTC)
    assert rendered(source, at=at) == "780.000\u00a0₫|1.234|0912 345 678|24/11/2026, 8:14|24/11/2026"
