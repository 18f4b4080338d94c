"""Two stalls with something to sell, two operators, and a market of them."""

from __future__ import annotations

from collections import Counter

import pytest

from payments.payouts.bank_accounts import give_bank_account
from payments.sales.models import CommissionRate
from tests.conftest import person
from tests.payments.trading.living import BEGAN
from tests.payments.trading.market import Market


@pytest.fixture
def market(lans_stall, make_product, stranger, tuan):
    """A class: each of its instances is a market that begins anew."""
    from sellers.services import approve_seller, register_seller

    other = register_seller(user=stranger, name="Sạp khác", holder_name="Người Lạ", commune_code="32244")
    approve_seller(seller_id=other.pk, operator=tuan)
    CommissionRate.objects.create(effective_from=BEGAN.date(), basis_points=475, source="thử")
    prices = ((lans_stall, 333_333), (lans_stall, 87_650), (other, 199_999))
    products = tuple(make_product(seller, f"Món {price}", price, 60).pk for seller, price in prices)

    def give_account():
        for seller in (lans_stall, other):
            give_bank_account(seller_id=seller.pk, bank_bin="970405", number="1903000123456", holder="CHU SAP")

    about = {
        "operators": (tuan, person("+84912000006", "Phạm Thị Hạnh", "operator")),
        "products": products,
        "give_account": staticmethod(give_account),
        "lived": Counter(),
    }
    return type("OurMarket", (Market,), about)
