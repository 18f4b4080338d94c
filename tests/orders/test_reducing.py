"""A producer gives less than was ordered."""

import pytest

from base.errors import InvalidInput
from base.money import Dong
from orders.errors import WrongState
from orders.models import Order, SellerOrder
from orders.services import (
    accept_seller_order,
    confirm_receipt,
    hand_over_seller_order,
    refuse_seller_order,
    refuse_seller_order_lines,
)
from sellers.models import StockRecord
from sellers.selectors import unexplained_stock

pytestmark = pytest.mark.django_db
REASON = "Mẻ này chỉ còn bấy nhiêu"


@pytest.fixture
def shrimp(lans_stall, make_product):
    return make_product(lans_stall, price=100_000, quantity=10)


@pytest.fixture
def fish(lans_stall, make_product):
    return make_product(lans_stall, title="Khô cá dứa", price=300_000, quantity=10)


def lines_of(placed):
    return {line.title: line for line in placed.seller_orders.get().lines.all()}


def left(product):
    return StockRecord.objects.get(product=product).net_stock_level


def test_accepting_less_gives_stock_back_and_asks_for_the_difference(order, pay, shrimp, fish, recorded):
    placed = pay(order(shrimp, 3, fish, 2, method="vnpay"))
    part, lines = placed.seller_orders.get(), lines_of(placed)
    accept_seller_order(
        seller_order_id=part.pk, refused={lines[shrimp.title].pk: 1, lines[fish.title].pk: 2}, reason=REASON
    )
    part.refresh_from_db()
    assert (part.state, part.goods_vnd, part.refusal_reason) == ("accepted", 200_000, REASON)
    assert (left(shrimp), left(fish)) == (8, 10)
    assert [(due["amount_vnd"], due["reason"]) for due in recorded("RefundBecameDue")] == [(700_000, "lines_refused")]
    [told] = recorded("SellerOrderLinesRefused")
    assert [(row["quantity"], row["amount_vnd"]) for row in told["lines"]] == [(1, 100_000), (2, 600_000)]
    assert not unexplained_stock().exists()


def test_what_is_left_is_what_is_delivered_and_counted(order, shrimp, fish, recorded):
    placed = order(shrimp, 3, fish, 2)
    part, lines = placed.seller_orders.get(), lines_of(placed)
    accept_seller_order(seller_order_id=part.pk, refused={lines[fish.title].pk: 2}, reason=REASON)
    hand_over_seller_order(seller_order_id=part.pk)
    confirm_receipt(seller_order_id=part.pk)
    [sold] = recorded("SellerOrderDelivered")
    assert (sold["goods_vnd"], sold["delivery_fee_vnd"]) == (300_000, 25_000)
    assert [(line["product_id"], line["quantity"], line["amount_vnd"]) for line in sold["lines"]] == [
        (shrimp.pk, 3, 300_000)
    ]
    assert sum(line["amount_vnd"] for line in sold["lines"]) == sold["goods_vnd"]
    stock = StockRecord.objects.get(product=fish)
    assert (stock.num_in_stock, stock.num_allocated) == (10, 0)
    assert recorded("RefundBecameDue") == []


def test_less_can_still_be_said_while_packing_but_not_on_the_road(order, shrimp, fish):
    placed = order(shrimp, 3, fish, 1)
    part, lines = placed.seller_orders.get(), lines_of(placed)
    accept_seller_order(seller_order_id=part.pk)
    refuse_seller_order_lines(seller_order_id=part.pk, refused={lines[shrimp.title].pk: 1}, reason=REASON)
    hand_over_seller_order(seller_order_id=part.pk)
    with pytest.raises(WrongState):
        refuse_seller_order_lines(seller_order_id=part.pk, refused={lines[shrimp.title].pk: 1}, reason=REASON)
    part.refresh_from_db()
    assert part.total == Dong(200_000 + 300_000 + 25_000)


@pytest.mark.parametrize(
    ("units", "reason", "field"),
    [
        (0, REASON, "refused"),
        (-1, REASON, "refused"),
        (4, REASON, "refused"),
        (3, REASON, "refused"),
        (1, " ", "reason"),
    ],
)
def test_units_that_cannot_be_are_refused_and_nothing_moves(order, shrimp, units, reason, field):
    placed = order(shrimp, 3)
    part, line = placed.seller_orders.get(), lines_of(placed)[shrimp.title]
    with pytest.raises(InvalidInput) as wrong:
        accept_seller_order(seller_order_id=part.pk, refused={line.pk: units}, reason=reason)
    assert field in wrong.value.fields
    part.refresh_from_db()
    assert (part.state, left(shrimp)) == (SellerOrder.State.INCOMING, 7)


def test_another_orders_line_is_refused(order, shrimp, fish):
    mine, other = order(shrimp, 2), order(fish, 2)
    with pytest.raises(InvalidInput):
        accept_seller_order(
            seller_order_id=mine.seller_orders.get().pk, refused={lines_of(other)[fish.title].pk: 1}, reason=REASON
        )


def test_refusing_the_rest_afterwards_gives_back_only_the_rest(order, pay, shrimp, fish, recorded):
    placed = pay(order(shrimp, 2, fish, 1, method="vnpay"))
    part, lines = placed.seller_orders.get(), lines_of(placed)
    accept_seller_order(seller_order_id=part.pk, refused={lines[fish.title].pk: 1}, reason=REASON)
    refuse_seller_order(seller_order_id=part.pk, reason="Hết hàng")
    assert sum(due["amount_vnd"] for due in recorded("RefundBecameDue")) == placed.total.amount
    assert (left(shrimp), left(fish)) == (10, 10)
    assert Order.objects.get(pk=placed.pk).status == Order.Status.CANCELLED
    assert not unexplained_stock().exists()
