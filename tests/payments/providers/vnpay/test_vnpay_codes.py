"""Each documented code tells the buyer what happened and what to do."""

from __future__ import annotations

import pytest
from django.utils import translation

from payments.providers.vnpay.codes import explain

RESPONSES = ("00", "07", "09", "10", "11", "12", "13", "24", "51", "65", "75", "79", "99")


@pytest.fixture(autouse=True)
def in_vietnamese():
    with translation.override("vi"):
        yield


def test_every_response_has_words_of_its_own() -> None:
    assert len({explain(code) for code in RESPONSES}) == len(RESPONSES)


@pytest.mark.parametrize("code", ["", "98", "xx", "０0"])
def test_an_undocumented_code_reads_like_another_error(code: str) -> None:
    assert explain(code) == explain("99")


def test_money_that_left_is_never_called_unpaid() -> None:
    for response, status in (("07", "07"), ("99", "04"), ("00", "01")):
        assert "đừng trả lần nữa" in explain(response, status)


def test_success_and_plain_failure_follow_the_response() -> None:
    assert explain("00", "00") == explain("00")
    assert explain("51", "02") == explain("51")
