"""Who may end an order, until when, and what goes back."""

import pytest

from base.errors import InvalidInput
from orders.errors import WrongState
from orders.models import Order, SellerOrder
from orders.services import (
    accept_seller_order,
    cancel_order,
    confirm_receipt,
    fail_delivery,
    hand_over_seller_order,
    pack_seller_order,
)
from sellers.models import StockRecord

pytestmark = pytest.mark.django_db
REASON = "Sạp báo nhà có việc, khách đã đồng ý hủy."


@pytest.fixture
def shrimp(lans_stall, make_product):
    return make_product(lans_stall, price=100_000, quantity=10)


def states(placed):
    return list(placed.seller_orders.order_by("pk").values_list("state", flat=True))


def left(product):
    return StockRecord.objects.get(product=product).net_stock_level


def test_an_operator_ends_an_accepted_order_with_a_reason_and_money_goes_back(order, pay, shrimp, recorded):
    placed = pay(order(shrimp, 2, method="vnpay"))
    part = placed.seller_orders.get()
    accept_seller_order(seller_order_id=part.pk)
    pack_seller_order(seller_order_id=part.pk)
    cancel_order(order_number=placed.number, by="operator", reason=REASON)
    placed.refresh_from_db()
    assert (placed.status, placed.cancel_reason, states(placed)) == (Order.Status.CANCELLED, REASON, ["cancelled"])
    assert [due["amount_vnd"] for due in recorded("RefundBecameDue")] == [placed.total.amount]
    assert left(shrimp) == 10


def test_an_operator_needs_a_reason(order, shrimp):
    placed = order(shrimp)
    with pytest.raises(InvalidInput):
        cancel_order(order_number=placed.number, by="operator", reason="  ")
    assert states(placed) == ["incoming"]


def test_what_is_on_the_road_is_not_cancelled(order, shrimp):
    placed = order(shrimp)
    part = placed.seller_orders.get()
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk)
    with pytest.raises(WrongState):
        cancel_order(order_number=placed.number, by="operator", reason=REASON)
    assert (states(placed), left(shrimp)) == (["handed_over"], 9)


def test_a_delivery_that_failed_brings_stock_back_and_owes_nothing_for_unpaid_goods(order, shrimp, recorded):
    placed = order(shrimp, 3)
    part = placed.seller_orders.get()
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk, carrier="commune_collector")
    fail_delivery(seller_order_id=part.pk, reason="not_wanted")
    part.refresh_from_db()
    placed.refresh_from_db()
    assert (part.state, part.failure) == (SellerOrder.State.UNDELIVERED, "not_wanted")
    assert (placed.status, left(shrimp)) == (Order.Status.CANCELLED, 10)
    assert [failed["reason"] for failed in recorded("SellerOrderDeliveryFailed")] == ["not_wanted"]
    assert recorded("RefundBecameDue") == []


def test_a_delivery_that_failed_after_paying_owes_all_of_it(order, pay, shrimp, recorded):
    placed = pay(order(shrimp, 3, method="vnpay"))
    part = placed.seller_orders.get()
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk)
    fail_delivery(seller_order_id=part.pk, reason="unreachable")
    assert [(due["amount_vnd"], due["reason"]) for due in recorded("RefundBecameDue")] == [
        (placed.total.amount, "delivery_failed")
    ]


def test_a_failure_needs_a_known_reason_and_a_parcel_on_the_road(order, shrimp):
    part = order(shrimp).seller_orders.get()
    with pytest.raises(InvalidInput):
        fail_delivery(seller_order_id=part.pk, reason="")
    with pytest.raises(WrongState):
        fail_delivery(seller_order_id=part.pk, reason="unreachable")


def test_one_part_failed_and_one_delivered_completes_the_order(order, shrimp, stall_of_hai, make_product):
    placed = order(shrimp, make_product(stall_of_hai, title="Mật ong"))
    first, second = placed.seller_orders.order_by("pk")
    for part in (first, second):
        accept_seller_order(seller_order_id=part.pk)
        hand_over_seller_order(seller_order_id=part.pk)
    fail_delivery(seller_order_id=first.pk, reason="damaged")
    confirm_receipt(seller_order_id=second.pk)
    placed.refresh_from_db()
    assert placed.status == Order.Status.COMPLETED
