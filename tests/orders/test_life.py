"""An order from the basket to the buyer's hands, and the ways it can end early."""

import pytest

from base import clock
from base.errors import RequestIdReused
from base.money import Dong
from events.dispatcher import dispatch_all
from events.models import RecordedEvent
from orders.errors import PriceChanged, WrongState
from orders.models import Order, SellerOrder
from orders.services import (
    OrderRequest,
    WantedLine,
    accept_seller_order,
    cancel_order,
    confirm_order,
    confirm_receipt,
    expire_orders,
    hand_over_seller_order,
    place_order,
    refuse_seller_order,
)
from payments.models import PaymentAttempt
from payments.providers.outcome import Outcome
from payments.services import settle, start_vnpay_payment
from sellers.errors import NotOnSale, OutOfStock
from sellers.models import StockRecord
from sellers.services import pause_product

pytestmark = pytest.mark.django_db


def order(product, quantity=1, method="cod", request_id="r1", **more):
    request = OrderRequest(request_id, (WantedLine(product.pk, quantity),), method, **more)
    return place_order(request=request)


def names():
    return list(RecordedEvent.objects.order_by("position").values_list("name", flat=True))


def left(product):
    return StockRecord.objects.get(product=product).net_stock_level


def test_cash_on_delivery_goes_straight_to_the_seller(lans_stall, make_product):
    product = make_product(lans_stall, quantity=5)
    placed = order(product, 2)
    assert placed.total == Dong(2 * 780_000 + 25_000)
    assert left(product) == 3
    part = placed.seller_orders.get()
    assert part.state == SellerOrder.State.INCOMING
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk)
    confirm_receipt(seller_order_id=part.pk)
    placed.refresh_from_db()
    assert placed.status == Order.Status.COMPLETED
    stock = StockRecord.objects.get(product=product)
    assert (stock.num_in_stock, stock.num_allocated) == (3, 0)
    assert names()[-4:] == [
        "SellerOrderReady",
        "SellerOrderAccepted",
        "SellerOrderHandedOver",
        "SellerOrderDelivered",
    ]


def test_the_same_request_is_one_order_and_another_body_is_refused(lans_stall, make_product):
    product = make_product(lans_stall)
    assert order(product).pk == order(product).pk
    assert Order.objects.count() == 1
    with pytest.raises(RequestIdReused):
        order(product, 2)


def test_the_sixth_unit_is_refused_and_nothing_is_written(lans_stall, make_product):
    product = make_product(lans_stall, quantity=5)
    with pytest.raises(OutOfStock) as refused:
        order(product, 6)
    assert refused.value.data["available"] == 5
    assert Order.objects.count() == 0
    assert left(product) == 5


def test_a_price_that_moved_is_shown_and_not_charged(lans_stall, make_product):
    with pytest.raises(PriceChanged):
        order(make_product(lans_stall), shown_total=Dong(1))


def test_a_paused_product_cannot_be_bought(lans_stall, make_product):
    product = make_product(lans_stall)
    pause_product(product_id=product.pk)
    with pytest.raises(NotOnSale):
        order(product)


def test_unpaid_stock_comes_back(lans_stall, make_product):
    product = make_product(lans_stall)
    placed = order(product, 5, "vnpay")
    assert left(product) == 0
    assert expire_orders(now=clock.now()) == 0
    assert expire_orders(now=placed.reserved_until.replace(year=2100)) == 1
    assert left(product) == 5


def pay(placed):
    start_vnpay_payment(
        order_number=placed.number, amount=placed.total, client_ip="127.0.0.1", return_url="http://localhost/tra-ve"
    )
    attempt = PaymentAttempt.objects.latest("created_at")
    settle(reference=attempt.reference, outcome=Outcome("captured", attempt.amount_vnd, "14000001", "00"))
    dispatch_all()
    placed.refresh_from_db()


def test_money_releases_the_order_to_its_seller(lans_stall, make_product):
    placed = order(make_product(lans_stall), method="vnpay")
    pay(placed)
    assert placed.status == Order.Status.CONFIRMED
    assert placed.seller_orders.get().state == SellerOrder.State.INCOMING


def test_late_money_revives_an_order_while_stock_lasts(lans_stall, make_product):
    product = make_product(lans_stall)
    placed = order(product, 5, "vnpay")
    expire_orders(now=placed.reserved_until.replace(year=2100))
    pay(placed)
    assert placed.status == Order.Status.CONFIRMED
    assert left(product) == 0


def test_late_money_without_stock_is_due_back(lans_stall, make_product):
    product = make_product(lans_stall)
    placed = order(product, 5, "vnpay")
    expire_orders(now=placed.reserved_until.replace(year=2100))
    order(product, 5, request_id="r2")
    pay(placed)
    assert placed.status == Order.Status.EXPIRED
    assert "RefundBecameDue" in names()


def test_late_money_told_again_is_due_back_once_and_revives_nothing(lans_stall, make_product):
    product = make_product(lans_stall)
    placed = order(product, 5, "vnpay")
    expire_orders(now=placed.reserved_until.replace(year=2100))
    taken = order(product, 5, request_id="r2")
    pay(placed)
    cancel_order(order_number=taken.number, by="buyer")
    confirm_order(order_number=placed.number, amount=placed.total)
    placed.refresh_from_db()
    assert (placed.status, left(product)) == (Order.Status.EXPIRED, 5)
    assert names().count("RefundBecameDue") == 1


def test_a_refused_part_gives_stock_back_and_ends_the_order(lans_stall, make_product):
    product = make_product(lans_stall)
    placed = order(product, 2)
    refuse_seller_order(seller_order_id=placed.seller_orders.get().pk, reason="Hết hàng")
    placed.refresh_from_db()
    assert placed.status == Order.Status.CANCELLED
    assert left(product) == 5


def test_a_buyer_cannot_cancel_once_a_seller_started(lans_stall, make_product):
    placed = order(make_product(lans_stall))
    accept_seller_order(seller_order_id=placed.seller_orders.get().pk)
    with pytest.raises(WrongState):
        cancel_order(order_number=placed.number, by="buyer")
    placed.refresh_from_db()
    assert placed.status == Order.Status.CONFIRMED
