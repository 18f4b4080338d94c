"""A discount on the producer's own pages: how much, who bears it, and what is left to her."""

import pytest

from base import clock
from orders.services import OrderRequest, WantedLine, place_order
from tests.phone.conftest import BUYER
from tests.phone.test_money import MONEY, sell
from tests.promotions.conftest import voucher  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(lans_stall, make_product):
    """part("TET10"): Lan's part of an order for goods worth 300.000 ₫ and 25.000 ₫ for bringing them."""
    product = make_product(lans_stall, quantity=50, price=100_000)

    def place(code):
        wish = OrderRequest(f"off-{code}", (WantedLine(product.pk, 3),), "cod", address=BUYER, voucher_code=code)
        return place_order(request=wish).seller_orders.get()

    return place


def words(answer):
    return " ".join(answer.content.decode().split())


def test_the_market_bears_it_and_she_gets_the_full_price(phone, voucher, part):  # noqa: F811
    voucher(percent=10)
    mine = part("TET10")
    shown = words(phone.get(f"/ban-hang/don/{mine.pk}/"))
    assert "Giảm giá, chợ chịu" in shown and "Giảm giá, sạp chịu" not in shown
    assert "<b>300.000 ₫</b>" in shown and "−30.000 ₫" in shown
    sell(mine, clock.now())
    statement = phone.get(MONEY)
    assert statement.context["sums"].gross - statement.context["sums"].paid == 30_000
    assert "Chợ bù phần giảm giá chợ chịu" in words(statement) and "+30.000 ₫" in words(statement)


def test_she_bears_it_and_gets_less(phone, voucher, part, lans_stall):  # noqa: F811
    voucher(percent=10, borne_by=lans_stall)
    mine = part("TET10")
    shown = words(phone.get(f"/ban-hang/don/{mine.pk}/"))
    assert "Giảm giá, sạp chịu" in shown and "<b>270.000 ₫</b>" in shown
    assert phone.get(MONEY).context["purse"].waiting.amount == 270_000
    sell(mine, clock.now())
    statement = words(phone.get(MONEY))
    assert "Đã giảm cho khách, sạp chịu" in statement and "(30.000 ₫)" in statement
    assert "Chợ bù" not in statement
