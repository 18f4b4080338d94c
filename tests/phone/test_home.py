"""The first page of a stall: closed, waiting, or ringing."""

import re

import pytest

from events.dispatcher import dispatch_all
from orders.services import accept_seller_order, confirm_receipt, hand_over_seller_order
from sellers.services import mark_sold_out, refuse_product, refuse_seller, register_seller, suspend_seller

pytestmark = pytest.mark.django_db
HOME, LIVE = "/ban-hang/", "/ban-hang/moi/"
PAGES = ("don/", "dang-hang/", "hang/", "tien/", "moi/", "don/moi/", "doan-gian/", "dan-toc/")


def test_whoever_is_not_logged_in_is_asked_to(client):
    for page in ("", *PAGES, "dang-ky/"):
        answer = client.get(HOME + page)
        assert answer.url.startswith("/dang-nhap/?next=/ban-hang/")


def test_whoever_has_no_stall_is_led_to_opening_one(client, minh):
    client.force_login(minh)
    assert all(client.get(HOME + page).url == "/ban-hang/dang-ky/" for page in ("", *PAGES))


def test_a_stall_that_waits_sees_only_that(client, stranger):
    register_seller(user=stranger, name="Sạp mới", holder_name="Người Lạ", commune_code="32191")
    client.force_login(stranger)
    assert "Sạp đang chờ chợ duyệt" in client.get(HOME).content.decode()
    assert client.get("/ban-hang/dang-hang/").url == HOME


def test_a_refused_stall_sees_why_and_is_handed_in_again(client, stranger, tuan):
    seller = register_seller(user=stranger, name="Sạp mới", holder_name="Người Lạ", commune_code="32191")
    refuse_seller(seller_id=seller.pk, operator=tuan, reason="Ghi đủ họ và tên")
    client.force_login(stranger)
    assert "Ghi đủ họ và tên" in client.get(HOME).content.decode()
    form = client.get("/ban-hang/dang-ky/").context["form"]
    assert (form["name"].value(), form["commune"].value()) == ("Sạp mới", "32191")
    typed = {"request_id": "again-1", "name": "Sạp mới", "holder_name": "Trần Thị Lạ", "commune": "32191"}
    assert client.post("/ban-hang/dang-ky/", typed | {"kind": "household"}).url == HOME
    seller.refresh_from_db()
    assert (seller.state, seller.holder_name) == ("pending", "Trần Thị Lạ")


def test_a_suspended_stall_sees_why_and_keeps_its_orders(phone, lans_stall, tuan, make_product, buy):
    part = buy(make_product(lans_stall))
    suspend_seller(seller_id=lans_stall.pk, operator=tuan, reason="Khách báo hàng không đúng")
    page = phone.get(HOME).content.decode()
    assert "Khách báo hàng không đúng" in page
    assert f"/ban-hang/don/{part.pk}/lam/" in page


def test_an_empty_stall_is_told_the_next_step(phone):
    assert "Đăng món đầu tiên" in phone.get(HOME).content.decode()


def ring_of(phone):
    return re.search(r'data-live-ring="(\d*)"', phone.get(LIVE).content.decode())[1]


def test_a_new_order_is_a_card_with_the_money_and_rings_once(phone, lans_stall, make_product, buy):
    product = make_product(lans_stall, quantity=20)
    assert ring_of(phone) == ""
    part = buy(product, 2)
    dispatch_all()
    page = phone.get(LIVE).content.decode()
    assert "Có đơn mới" in page
    assert "1.560.000" in page
    assert phone.get(LIVE).content.decode() == page
    first = ring_of(phone)
    assert first
    accept_seller_order(seller_order_id=part.pk)
    dispatch_all()
    assert "Có đơn mới" not in phone.get(LIVE).content.decode()
    assert ring_of(phone) == first
    buy(product)
    dispatch_all()
    assert ring_of(phone) > first


def test_the_page_follows_the_stalls_own_topic_from_where_it_stands(phone, lans_stall, make_product, buy):
    buy(make_product(lans_stall))
    dispatch_all()
    page = phone.get(HOME).content.decode()
    position = phone.get(HOME).context["feed"].position
    assert position >= 2
    assert f'data-live-topic="seller-{lans_stall.pk}" data-live-position="{position}" data-live-url="{LIVE}"' in page


def test_what_is_low_or_refused_is_brought_up(phone, lans_stall, make_product, tuan):
    low = make_product(lans_stall, title="Khô cá kèo", quantity=2, unit="kg")
    gone = make_product(lans_stall, title="Mực khô", quantity=9)
    mark_sold_out(product_id=gone.pk)
    plenty = make_product(lans_stall, title="Tôm khô", quantity=9)
    refused = make_product(lans_stall, title="Cua hai da", quantity=9)
    refuse_product(product_id=refused.pk, operator=tuan, reason="Ảnh mờ")
    page = phone.get(HOME).content.decode()
    assert "còn 2 kg" in page
    assert "đã hết" in page
    assert "Có món chưa được duyệt" in page
    assert [one.product.pk for one in phone.get(HOME).context["home"].low] == [gone.pk, low.pk]
    assert plenty.title not in page


def test_the_purse_counts_own_goods_only(phone, lans_stall, make_product, buy, other_stall):
    product = make_product(lans_stall, quantity=20, price=100_000)
    done = buy(product, 3)
    for step in (accept_seller_order, hand_over_seller_order, confirm_receipt):
        step(seller_order_id=done.pk)
    buy(product, 2)
    buy(make_product(other_stall), 1)
    purse = phone.get(HOME).context["home"].purse
    assert (purse.this_month.amount, purse.waiting.amount) == (300_000, 200_000)


def test_the_number_beside_orders_counts_what_waits_for_hands(phone, lans_stall, make_product, buy):
    product = make_product(lans_stall, quantity=20)
    for _ in range(3):
        buy(product)
    assert phone.get("/ban-hang/tien/").context["open_orders_count"] == 3
    assert '<span class="dot">3</span>' in phone.get("/ban-hang/hoi/").content.decode()
