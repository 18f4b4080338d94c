"""Whatever happens in whatever order, the books balance and agree with the orders. FULL=1 takes 10,000 steps."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from payments.payouts.bank_accounts import give_bank_account
from payments.sales.models import CommissionRate
from tests.conftest import person
from tests.payments.trading import BEGAN, Market

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(3600)]
EXAMPLES, STEPS = (200, 50) if os.environ.get("FULL") else (5, 40)


@pytest.fixture
def market(lans_stall, make_product, stranger, tuan):
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
    }
    return type("OurMarket", (Market,), about)


def test_books_balance_and_agree_with_orders_after_every_step(market):
    run_state_machine_as_test(
        market,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
