"""Placing an order asks the database a bounded number of questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import person

pytestmark = pytest.mark.django_db
MOST = 40


@pytest.fixture
def three_stalls(tuan):
    from sellers.services import approve_seller, register_seller

    def stall(number):
        user = person(f"+8491200010{number}", f"Người bán {number}")
        seller = register_seller(user=user, name=f"Sạp {number}", holder_name="Ai đó", commune_code="32191")
        approve_seller(seller_id=seller.pk, operator=tuan)
        seller.refresh_from_db()
        return seller

    return [stall(number) for number in range(3)]


@pytest.mark.parametrize("method", ["cod", "vnpay"])
def test_an_order_over_three_producers_takes_at_most_forty(order, make_product, three_stalls, method):
    goods = [make_product(stall, title=f"{kind} {stall.pk}") for stall in three_stalls for kind in ("Tôm", "Cá")]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        placed = order(*goods, method=method)
    assert placed.seller_orders.count() == 3
    assert len(asked) <= MOST, "\n".join(query["sql"][:160] for query in asked)


def test_more_goods_of_a_producer_cost_one_question_each(order, make_product, lans_stall):
    def questions(goods):
        with CaptureQueriesContext(connection) as asked:
            order(*goods)
        return len(asked)

    goods = [make_product(lans_stall, title=f"Món {number}") for number in range(6)]
    assert questions(goods) - questions(goods[:2]) == 4
