"""Walking around the market: what each page shows, and what happens to what is not there."""

import pytest

from events import dispatcher
from sellers.services import count_stock, pause_product, suspend_seller

pytestmark = pytest.mark.django_db


def address(product):
    return f"/san-pham/{product.slug}_{product.pk}/"


def test_the_first_page_shows_stalls_and_what_came_last(page_of, goods):
    page = page_of("/")
    assert "/danh-muc/hai-san-kho/" in page
    assert all(product.title in page for product in goods)


def test_an_empty_market_says_so(client, category):
    assert "Chợ chưa có hàng" in client.get("/").content.decode()


def test_a_stall_of_the_market_lists_its_goods(page_of, goods):
    page = page_of("/danh-muc/hai-san-kho/")
    assert "3 món" in page
    assert all(product.title in page for product in goods)


@pytest.mark.parametrize("path", ["/danh-muc/khong-co/", "/san-pham/tom-kho_999999/", "/nha-san-xuat/khong-co/"])
def test_what_is_not_there_is_not_found(page_of, path):
    assert "Về đầu chợ" in page_of(path, status=404)


def test_a_product_says_price_unit_what_is_left_who_and_where(page_of, goods):
    page = page_of(address(goods[0]))
    for words in ("780.000 ₫", "túi 500 g", "Còn 5 túi", "Thạch Thị Lan", "Xã Năm Căn", "Cà Mau"):
        assert words in page


def test_an_old_address_leads_to_the_right_one(client, goods):
    answer = client.get(f"/san-pham/ten-cu_{goods[0].pk}/")
    assert (answer.status_code, answer["Location"]) == (301, address(goods[0]))


def test_sold_out_goods_can_be_looked_at_and_not_bought(page_of, goods):
    count_stock(stock_id=goods[0].stockrecords.get().pk, available=0)
    page = page_of(address(goods[0]))
    assert "Đang hết hàng." in page
    assert "Bỏ vào giỏ" not in page


def test_paused_goods_are_gone_from_lists_and_from_their_page(page_of, goods, lan):
    pause_product(product_id=goods[0].pk)
    dispatcher.dispatch_all()
    assert goods[0].title not in page_of("/danh-muc/hai-san-kho/")
    page_of(address(goods[0]), status=404)


def test_a_closed_stall_takes_its_goods_along(page_of, goods, lans_stall, tuan):
    suspend_seller(seller_id=lans_stall.pk, operator=tuan, reason="Nghỉ một thời gian")
    dispatcher.dispatch_all()
    assert goods[0].title not in page_of("/tim-kiem/")
    page_of(f"/nha-san-xuat/{lans_stall.code}/", status=404)


def test_a_producers_page_tells_who_and_sells_all_of_it(page_of, goods, lans_stall):
    page = page_of(f"/nha-san-xuat/{lans_stall.code}/")
    assert "Đang bán 1 món" in page
    assert goods[0].title in page
    assert goods[1].title not in page


def test_nobodys_phone_number_is_on_a_page_of_goods(page_of, goods, lans_stall):
    for path in ("/", "/tim-kiem/", address(goods[0]), f"/nha-san-xuat/{lans_stall.code}/"):
        assert "0912 000 001" not in page_of(path).replace("\xa0", " ")


def test_what_a_producer_writes_is_shown_as_it_was_written(page_of, make_product, lans_stall):
    product = make_product(lans_stall, title="Tôm <script>alert(1)</script>")
    dispatcher.dispatch_all()
    assert "<script>alert" not in page_of(address(product))
    assert "<script>alert" not in page_of("/tim-kiem/", q="tom")
