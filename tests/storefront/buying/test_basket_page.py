"""The basket: grouped by stall, honest about what has changed, and everything can be taken back."""

import pytest
from django.test import Client

from base.money import Dong
from sellers.models import StockRecord
from sellers.services import mark_sold_out, pause_product, suspend_seller
from tests.storefront.buying.buyer import Buyer, words


def set_price(product, price):
    StockRecord.objects.filter(product=product).update(price=price)


def set_stock(product, units):
    StockRecord.objects.filter(product=product).update(num_in_stock=units)


def test_an_empty_basket_says_what_to_do_next(buyer):
    page = words(buyer.get("/gio-hang/"))
    assert "Giỏ còn trống" in page
    assert 'href="/"' in page
    assert "basket_count" not in buyer.client.cookies


def test_parcels_fees_and_the_total(buyer, product, open_stall, make_product):
    honey = make_product(open_stall("Tổ gác kèo ong", fee=32_000), title="Mật ong rừng", price=350_000)
    scarf = make_product(open_stall("Nhóm dệt", free_from=100_000), title="Khăn rằn", price=95_000)
    buyer.add(product)
    buyer.add(honey)
    buyer.add(scarf, 2)
    contents = buyer.get("/gio-hang/").context["contents"]
    assert [(parcel.seller.name, parcel.fee) for parcel in contents.parcels] == [
        ("Sạp chị Lan", Dong(25_000)),
        ("Tổ gác kèo ong", Dong(32_000)),
        ("Nhóm dệt", Dong(0)),
    ]
    assert contents.goods == Dong(780_000 + 350_000 + 190_000)
    assert contents.total == Dong(780_000 + 350_000 + 190_000 + 57_000)
    page = words(buyer.get("/gio-hang/"))
    assert "3 món từ 3 sạp" in page
    assert "1.377.000 ₫" in page


def test_how_much_more_travels_free(buyer, open_stall, make_product):
    scarf = make_product(open_stall("Nhóm dệt", free_from=500_000), title="Khăn rằn", price=95_000, quantity=9)
    buyer.add(scarf)
    assert "Mua thêm 405.000 ₫ ở sạp này là khỏi trả phí giao." in words(buyer.get("/gio-hang/"))
    buyer.change(scarf, 6)
    page = words(buyer.get("/gio-hang/"))
    assert "Mua thêm" not in page
    assert "Miễn phí" in page


def test_taking_out_and_putting_back(buyer, product):
    buyer.add(product, 3)
    answer = buyer.change(product, 0)
    assert answer["Location"] == f"/gio-hang/?bo={product.pk}&sl=3"
    page = words(buyer.get(answer["Location"]))
    assert "Đã bỏ “Tôm khô Rạch Gốc” khỏi giỏ." in page
    assert buyer.client.cookies["basket_count"].value == ""
    answer = buyer.change(product, 3)
    assert (answer["Location"], answer.cookies["basket_count"].value) == ("/gio-hang/", "1")
    assert buyer.get("/gio-hang/").context["contents"].lines[0].quantity == 3


@pytest.mark.parametrize("query", ["bo=9999999&sl=1", "bo=🦐&sl=x", "bo=1", f"bo={10**30}&sl=1", "bo=-1&sl=-1"])
def test_nonsense_in_the_address_offers_nothing_back(buyer, query):
    answer = buyer.get(f"/gio-hang/?{query}")
    assert answer.status_code == 200
    assert answer.context["removed"] is None


@pytest.mark.parametrize("typed", ["1.5", "🦐", "", "-3", "hai túi", "9" * 300])
def test_a_wrong_quantity_is_said_beside_it_and_kept(buyer, product, typed):
    buyer.add(product, 2)
    answer = buyer.change(product, typed)
    assert answer.status_code == 422
    page = words(answer)
    assert "Số lượng là số nguyên, ví dụ 2." in page
    assert f'value="{typed[:60]}"' in page
    assert buyer.get("/gio-hang/").context["contents"].lines[0].quantity == 2


def test_more_than_there_is_becomes_what_there_is(buyer, product):
    buyer.add(product)
    buyer.change(product, 10**15)
    assert "chỉ còn 5, nên giỏ có 5." in words(buyer.get("/gio-hang/"))


def test_a_price_that_moved_is_told_until_it_is_taken(buyer, product):
    buyer.add(product)
    set_price(product, 820_000)
    page = words(buyer.get("/gio-hang/"))
    assert "Giá đổi từ 780.000 ₫ thành 820.000 ₫" in page
    assert "845.000 ₫" in page
    buyer.change(product, 1)
    assert "Giá đổi" not in words(buyer.get("/gio-hang/"))


def test_sold_out_paused_and_too_few_are_marked_and_not_counted(buyer, lans_stall, make_product):
    gone, out, few, fine = [make_product(lans_stall, title=f"Món {n}", price=100_000) for n in range(4)]
    for one in (gone, out, few, fine):
        buyer.add(one, 3)
    pause_product(product_id=gone.pk)
    mark_sold_out(product_id=out.pk)
    set_stock(few, 2)
    page = words(buyer.get("/gio-hang/"))
    assert "Sạp tạm ngưng bán món này." in page
    assert "Món này vừa hết." in page
    assert "Chỉ còn 2, không đủ 3." in page
    assert "325.000 ₫" in page
    assert "Tới món cần sửa" in page
    assert 'href="/thanh-toan/"' not in page


def test_a_closed_stall_sells_nothing(buyer, product, lans_stall, tuan):
    buyer.add(product)
    suspend_seller(seller_id=lans_stall.pk, operator=tuan, reason="Kiểm tra")
    assert "Sạp tạm ngưng bán món này." in words(buyer.get("/gio-hang/"))


def test_what_a_guest_collected_is_there_after_login(product, lans_stall, make_product, minh):
    other = make_product(lans_stall, title="Mắm ba khía")
    earlier = Buyer(Client())
    earlier.client.force_login(minh)
    earlier.add(product, 1)
    guest = Buyer(Client())
    guest.add(product, 3)
    guest.add(other, 2)
    guest.client.force_login(minh)
    held = {line.title: line.quantity for line in guest.get("/gio-hang/").context["contents"].lines}
    assert held == {"Tôm khô Rạch Gốc": 3, "Mắm ba khía": 2}
    assert "basket" not in {name for name, cookie in guest.client.cookies.items() if cookie.value}


def test_the_masthead_counts_kinds_of_goods(buyer, product):
    buyer.add(product, 4)
    assert '<span class="dot">1</span>' in words(buyer.get("/gio-hang/"))
    buyer.client.cookies["basket_count"] = "<script>"
    assert buyer.get("/tim-kiem/").status_code == 200
