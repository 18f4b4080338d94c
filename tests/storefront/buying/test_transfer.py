"""Paying by bank transfer from the buyer's side: a code to scan, the same in words, and news when the money came."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from base import clock
from events.dispatcher import dispatch_all
from notifications.selectors import position_of
from orders.models import Order
from payments.bank.matching import confirm_seen
from payments.models import PaymentAttempt
from tests.storefront.buying.buyer import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def placed(buyer, product):
    buyer.add(product)
    answer = buyer.checkout(payment_method="vietqr")
    order = Order.objects.get()
    assert answer["Location"] == f"/don-hang/{order.number}/{order.token}/"
    return order


def link(order, tail=""):
    return f"/don-hang/{order.number}/{order.token}/{tail}"


def test_the_checkout_offers_it_and_says_how_long_goods_are_held(buyer, product):
    buyer.add(product)
    page = words(buyer.get("/thanh-toan/"))
    assert "Chuyển khoản bằng mã QR" in page
    assert "Chợ giữ hàng 24 giờ chờ tiền vào." in page


def test_a_market_without_an_account_does_not_offer_it(buyer, product, settings):
    settings.MARKET_BANK_ACCOUNT = ""
    buyer.add(product)
    assert "mã QR" not in words(buyer.get("/thanh-toan/"))
    assert buyer.checkout(payment_method="vietqr").status_code == 422
    assert Order.objects.count() == 0


def test_the_page_shows_the_code_and_the_same_in_words(buyer, placed):
    page = buyer.get(link(placed)).content.decode()
    assert re.search(r'<div class="qrbox"><svg[^>]*viewBox', page)
    said = words(buyer.get(link(placed)))
    assert f'<b class="num">{placed.number}</b>' in said
    assert "805.000 ₫" in said
    assert "7000000000000" in said
    assert "đã nhận tiền của bạn" not in said
    assert "VNPAY" not in said.partition("</main>")[0].partition("<main")[2]


def test_when_the_money_came_the_page_is_told_and_the_code_is_gone(buyer, placed):
    before = position_of(f"order-{placed.number}")
    confirm_seen(order_number=placed.number, note="")
    dispatch_all()
    assert position_of(f"order-{placed.number}") > before
    said = words(buyer.get(link(placed, "moi/")))
    assert "Chợ đã nhận tiền của bạn." in said
    assert "qrbox" not in said


def test_a_code_that_was_never_made_can_be_fetched_while_goods_are_held(buyer, order_of):
    order = order_of("vietqr")
    assert "Lấy mã chuyển khoản" in words(buyer.get(link(order)))
    buyer.post(link(order, "tra-tien/"), {})
    assert PaymentAttempt.objects.get().reference == f"{order.number}-QR"
    assert "Lấy mã chuyển khoản" not in words(buyer.get(link(order)))
    with clock.at(order.reserved_until + timedelta(minutes=1)):
        assert "Chợ giữ hàng cho bạn tới" not in words(buyer.get(link(order)))


def test_tapping_twice_makes_one_order_and_one_code(buyer, product):
    buyer.add(product)
    page = buyer.get("/thanh-toan/")
    places = {buyer.send(page, payment_method="vietqr")["Location"] for _ in range(2)}
    assert (len(places), Order.objects.count(), PaymentAttempt.objects.count()) == (1, 1, 1)
