"""Stock: every number is explained by movements, and what is kept back is not sold on the web."""

import pytest
from django.db import DatabaseError, transaction

from orders.services import OrderRequest, WantedLine, cancel_order, place_order
from sellers.errors import OutOfStock
from sellers.models import StockMovement, StockRecord
from sellers.selectors import movements_of, unexplained_stock
from sellers.services import count_stock, mark_sold_out, reserve_stock, set_safety_stock
from sellers.services.stock import NotInTransaction

pytestmark = pytest.mark.django_db


@pytest.fixture
def stock(lans_stall, make_product):
    return StockRecord.objects.get(product=make_product(lans_stall, quantity=5))


def order(stock, quantity, **more):
    lines = (WantedLine(stock.product_id, quantity),)
    return place_order(request=OrderRequest(f"r{quantity}", lines, more.pop("method", "cod"), **more))


def test_every_number_is_the_sum_of_its_movements(stock):
    placed = order(stock, 2)
    count_stock(stock_id=stock.pk, available=7)
    cancel_order(order_number=placed.number, by="buyer")
    stock.refresh_from_db()
    assert (stock.num_in_stock, stock.num_allocated) == (9, 0)
    kinds = [(each.kind, each.in_stock, each.allocated, each.order_number) for each in movements_of(stock.pk)]
    assert kinds == [
        ("released", 0, -2, placed.number),
        ("counted", 4, 0, ""),
        ("reserved", 0, 2, placed.number),
        ("opening", 5, 0, ""),
    ]
    assert not unexplained_stock().exists()


def test_whoever_writes_past_the_services_is_found(stock):
    StockRecord.objects.filter(pk=stock.pk).update(num_in_stock=6)
    assert list(unexplained_stock()) == [stock]


def test_a_movement_is_never_changed(stock):
    with pytest.raises(DatabaseError), transaction.atomic():
        StockMovement.objects.update(in_stock=99)


def test_an_order_that_fails_leaves_no_movement(stock):
    with pytest.raises(OutOfStock):
        order(stock, 6)
    assert [each.kind for each in movements_of(stock.pk)] == ["opening"]


def test_the_safety_stock_is_not_sold_on_the_web_but_over_the_table(stock):
    set_safety_stock(stock_id=stock.pk, units=2)
    stock.refresh_from_db()
    assert stock.net_stock_level == 3
    with pytest.raises(OutOfStock) as refused:
        order(stock, 4)
    assert refused.value.data["available"] == 3
    order(stock, 5, method="till_cash", channel="fair", fair_id=1)
    stock.refresh_from_db()
    assert (stock.num_allocated, stock.net_stock_level) == (5, 0)


def test_counting_says_what_can_be_bought_and_sold_out_is_nothing_at_all(stock):
    set_safety_stock(stock_id=stock.pk, units=2)
    order(stock, 1)
    count_stock(stock_id=stock.pk, available=4)
    stock.refresh_from_db()
    assert (stock.num_in_stock, stock.net_stock_level) == (7, 4)
    mark_sold_out(product_id=stock.product_id)
    stock.refresh_from_db()
    assert (stock.num_in_stock, stock.net_stock_level) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_stock_moves_only_in_a_transaction(stock):
    with pytest.raises(NotInTransaction):
        reserve_stock(quantities={stock.pk: 1}, order_number="CD1")
