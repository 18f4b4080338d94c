"""Every account of the chart has a name that an operator can read."""

import pytest

from marketplace.operators.account_names import account_name, sum_name
from payments.ledger.accounts import COMMISSION, KINDS, PIT, PROMOTION, VAT

SOLE = sorted(KINDS.keys() - {"till", "cash", "tax", "income", "expense"})


@pytest.mark.parametrize("code", [*SOLE, COMMISSION, PROMOTION, VAT, PIT])
def test_no_account_is_shown_by_its_code(code):
    assert account_name(code) != code


def test_one_of_many_is_named_with_its_carrier():
    assert account_name("till:fair:3") == "Két tiền mặt ở hội chợ"
    assert account_name("cash:carrier:commune_collector") == "Tiền mặt người giao đang cầm: Người gom của xã"


def test_what_sellers_owe_is_a_sum_of_its_own():
    assert sum_name("seller:4", 5) == "Chợ còn nợ các sạp"
    assert sum_name("seller:4", -5) == "Các sạp còn nợ chợ"
    assert sum_name("bank", 5) is None
