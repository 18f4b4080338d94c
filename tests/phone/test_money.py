"""What came in, month by month, to the đồng, and who holds it."""

from datetime import UTC, datetime

import pytest

from base import clock
from marketplace.phone.reading.money import month_bounds
from orders.services import accept_seller_order, confirm_receipt, hand_over_seller_order

pytestmark = pytest.mark.django_db
MONEY = "/ban-hang/tien/"


def sell(part, moment):
    with clock.at(moment):
        for step in (accept_seller_order, hand_over_seller_order, confirm_receipt):
            step(seller_order_id=part.pk)


@pytest.fixture
def product(lans_stall, make_product):
    return make_product(lans_stall, quantity=50, price=100_000)


def test_a_month_begins_at_midnight_in_ca_mau(phone, product, buy):
    sell(buy(product, 1), datetime(2026, 9, 30, 16, 59, tzinfo=UTC))
    sell(buy(product, 2), datetime(2026, 9, 30, 17, 0, tzinfo=UTC))
    sell(buy(product, 3), datetime(2026, 10, 31, 16, 59, tzinfo=UTC))
    october = phone.get(MONEY, {"thang": "2026-10"}).context
    assert [sale.part.goods_vnd for sale in october["sales"]] == [300_000, 200_000]
    assert october["total"].amount == 500_000
    months = [(month.first_day.isoformat(), month.goods.amount, month.orders) for month in october["months"]]
    assert months == [("2026-10-01", 500_000, 2), ("2026-09-01", 100_000, 1)]


def test_bounds_are_a_month_long_around_the_year():
    start, end = month_bounds(datetime(2026, 12, 1, tzinfo=UTC).date())
    assert (start, end) == (datetime(2026, 11, 30, 17, tzinfo=UTC), datetime(2026, 12, 31, 17, tzinfo=UTC))


def test_it_says_who_holds_the_cash_and_that_nothing_is_paid_out_yet(phone, product, buy):
    sell(buy(product, 1), clock.now())
    page = phone.get(MONEY).content.decode()
    assert "Tiền mặt: người giao thu của khách, đưa lại cho bạn" in page
    assert "Chợ chưa chuyển tiền qua ngân hàng" in page
    assert "25.000" in page


def test_orders_under_way_are_not_income(phone, product, buy):
    buy(product, 2)
    context = phone.get(MONEY).context
    assert (context["total"].amount, context["purse"].waiting.amount) == (0, 200_000)
    assert not context["sales"]


@pytest.mark.parametrize("month", ["2026-13", "x", "2026-1", "99999-01", "２０２６-10"])
def test_any_month_is_answered(phone, month):
    assert phone.get(MONEY, {"thang": month}).status_code == 200


def test_another_stalls_money_is_not_seen(client, stranger, other_stall, product, buy):
    sell(buy(product, 5), clock.now())
    client.force_login(stranger)
    context = client.get(MONEY).context
    assert (context["total"].amount, context["months"]) == (0, [])
