"""The order's own page: for whoever has the link, true to the log, never claiming money that is not in the books."""

import pytest

from base import clock
from base.money import Dong
from events.dispatcher import dispatch_all
from orders.models import Order
from orders.services import (
    accept_seller_order,
    cancel_order,
    confirm_receipt,
    expire_orders,
    hand_over_seller_order,
    pack_seller_order,
    refuse_seller_order,
)
from payments.providers.outcome import Outcome
from payments.services import settle
from tests.storefront.buying.buyer import words
from tests.storefront.buying.gateway import start


def link(order, tail=""):
    return f"/don-hang/{order.number}/{order.token}/{tail}"


def capture(attempt, code="00", state="captured"):
    settle(reference=attempt.reference, outcome=Outcome(state, attempt.amount_vnd, "14000001", code))
    dispatch_all()


def test_only_the_whole_link_opens_it(buyer, order_of):
    order = order_of()
    answer = buyer.get(link(order))
    assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "private" in answer["Cache-Control"]
    for number, token in [(order.number, "x" * 43), ("CDXXXXXXXX", order.token), (order.number, order.token[:-1])]:
        assert buyer.get(f"/don-hang/{number}/{token}/").status_code == 404
    assert buyer.get(f"/don-hang/{order.number}/đước🦐/").status_code == 404


def test_it_shows_the_goods_the_address_and_a_masked_number(buyer, order_of):
    page = words(buyer.get(link(order_of(quantity=2))))
    assert "Tôm khô Rạch Gốc, túi 500 g" in page
    assert "1.585.000 ₫" in page
    assert "128/5 Trần Hưng Đạo, Xã Năm Căn, Cà Mau" in page
    assert "0912 ••• 678" in page
    assert "345678" not in page


def test_the_page_is_live(buyer, order_of):
    order = order_of()
    page = words(buyer.get(link(order)))
    assert f'data-live-topic="order-{order.number}"' in page
    assert f'data-live-token="{order.token}"' in page
    assert f'data-live-url="{link(order, "moi/")}"' in page
    fragment = words(buyer.get(link(order, "moi/")))
    assert fragment.startswith("<div")
    # Two renderings are equal, so the live page does not redraw what has not changed.
    assert fragment == words(buyer.get(link(order, "moi/")))


def steps(buyer, order):
    parcel = buyer.get(link(order)).context["shown"].parts[0]
    return [(step.state, step.title) for step in parcel.steps]


def test_the_way_of_a_parcel_paid_on_delivery(buyer, order_of):
    order = order_of()
    part = order.seller_orders.get()
    last = ("todo", f"Giao tới bạn, trả {Dong(805_000)}")
    told = ("done", "Đã báo cho sạp")
    assert steps(buyer, order) == [
        told,
        ("now", "Chờ sạp nhận đơn"),
        ("todo", "Gói hàng"),
        ("todo", "Gửi đi"),
        last,
    ]
    accept_seller_order(seller_order_id=part.pk)
    accepted = ("done", "Sạp nhận đơn")
    assert steps(buyer, order) == [told, accepted, ("now", "Sạp đang gói hàng"), ("todo", "Gửi đi"), last]
    pack_seller_order(seller_order_id=part.pk)
    packed = ("done", "Đã gói xong")
    assert steps(buyer, order) == [told, accepted, packed, ("now", "Đã gói, chờ gửi đi"), last]
    hand_over_seller_order(seller_order_id=part.pk)
    sent = ("done", "Đã gửi đi")
    assert steps(buyer, order) == [told, accepted, packed, sent, ("now", "Đang trên đường tới bạn"), last]
    assert "Dự kiến tới" in words(buyer.get(link(order)))
    confirm_receipt(seller_order_id=part.pk)
    assert steps(buyer, order) == [told, accepted, packed, sent, ("done", "Đã tới tay bạn")]


def test_a_refused_parcel_says_why_and_is_not_paid(buyer, product, open_stall, make_product, order_of):
    honey = make_product(open_stall("Tổ gác kèo ong"), title="Mật ong", price=350_000)
    order = order_of(goods=[product, honey])
    refused = order.seller_orders.get(seller__name="Tổ gác kèo ong")
    refuse_seller_order(seller_order_id=refused.pk, reason="Mùa này ong chưa về")
    page = words(buyer.get(link(order)))
    assert "Mùa này ong chưa về" in page
    assert "−375.000 ₫" in page
    assert "805.000 ₫" in page
    assert "hoàn cho bạn" not in page


def test_waiting_for_money(buyer, order_of):
    order = order_of("vnpay")
    page = words(buyer.get(link(order)))
    assert "Đơn này chưa trả tiền." in page
    assert "Chợ giữ hàng thêm 14 phút." in page
    assert "Trả tiền qua VNPAY" in page
    start(order)
    page = words(buyer.get(link(order)))
    assert "Đang chờ tiền vào. Đừng chuyển lần nữa." in page
    assert "Chưa trả xong? Mở lại trang VNPAY" in page


def test_a_try_that_failed_says_why(buyer, order_of):
    order = order_of("vnpay")
    capture(start(order), code="51", state="failed")
    page = words(buyer.get(link(order)))
    assert "Tài khoản không đủ số dư." in page
    assert "Trả tiền qua VNPAY" in page


def test_money_in_the_books_is_said(buyer, order_of):
    order = order_of("vnpay")
    capture(start(order))
    page = words(buyer.get(link(order)))
    assert "Chợ đã nhận tiền của bạn." in page
    assert "Trả tiền qua VNPAY" not in page
    assert steps(buyer, order)[0] == ("done", "Chợ đã nhận tiền")


def test_money_under_suspicion_is_not_called_paid(buyer, order_of):
    order = order_of("vnpay")
    capture(start(order), code="07", state="suspected")
    page = words(buyer.get(link(order)))
    assert "VNPAY đang kiểm tra lượt trả tiền này." in page
    assert "Chợ đã nhận tiền" not in page
    assert "Trả tiền qua VNPAY" not in page


def test_the_time_is_up(buyer, order_of):
    order = order_of("vnpay")
    with clock.at(order.reserved_until):
        assert "Trả tiền qua VNPAY" not in words(buyer.get(link(order)))
    expire_orders(now=order.reserved_until.replace(year=2100))
    page = words(buyer.get(link(order)))
    assert "Quá giờ trả tiền, đơn đã tự hủy." in page
    assert steps(buyer, order) == [("stop", "Hết giờ trả tiền, đơn tự hủy")]


def test_late_money_brings_it_back(buyer, order_of):
    order = order_of("vnpay")
    attempt = start(order)
    expire_orders(now=order.reserved_until.replace(year=2100))
    assert "Nếu bạn vừa trả, đừng trả lần nữa" in words(buyer.get(link(order)))
    capture(attempt)
    assert steps(buyer, order)[:3] == [
        ("done", "Hết giờ trả tiền"),
        ("done", "Chợ đã nhận tiền"),
        ("done", "Đã báo cho sạp"),
    ]


def test_money_that_has_to_go_back(buyer, order_of):
    order = order_of("vnpay")
    capture(start(order))
    cancel_order(order_number=order.number, by="operator", reason="Khách gọi nhờ hủy.")
    dispatch_all()
    page = words(buyer.get(link(order)))
    assert "Chợ đang hoàn cho bạn 805.000 ₫." in page
    assert "Chợ đã hủy đơn" in page


def test_money_that_came_twice(buyer, order_of):
    order = order_of("vnpay")
    tries = [start(order), start(order)]
    for attempt in tries:
        capture(attempt)
    assert "Chợ đang hoàn cho bạn 805.000 ₫." in words(buyer.get(link(order)))


@pytest.mark.parametrize("channel", ["fair"])
def test_a_receipt_from_a_fair_has_no_address(buyer, product, channel):
    from orders.services import OrderRequest, WantedLine, confirm_order, place_order

    request = OrderRequest("fair-1", (WantedLine(product.pk, 1),), "till_cash", channel=channel, fair_id=1)
    order = place_order(request=request)
    confirm_order(order_number=order.number, amount=order.total)
    page = words(buyer.get(link(Order.objects.get())))
    assert "Đã trả tiền mặt tại quầy." in page
    assert "Đã tới tay bạn" in page
