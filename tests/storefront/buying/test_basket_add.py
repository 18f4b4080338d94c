"""Putting goods in: from any page, without JavaScript, with anything typed as a quantity."""

import pytest

from sellers.services import mark_sold_out, pause_product
from tests.storefront.buying.buyer import Buyer

LIST = "http://testserver/danh-muc/hai-san-kho/?page=2"


def in_basket(buyer):
    contents = buyer.get("/gio-hang/").context["contents"]
    return {line.title: line.quantity for line in contents.lines}


def test_the_buyer_returns_to_the_list_and_is_told(buyer, product):
    answer = buyer.client.post(f"/gio-hang/them/{product.pk}/", HTTP_REFERER=LIST, HTTP_ORIGIN="http://testserver")
    assert (answer.status_code, answer["Location"]) == (302, "/danh-muc/hai-san-kho/?page=2")
    assert answer.cookies["basket_count"].value == "1"
    page = buyer.get("/gio-hang/").content.decode()
    assert "Đã bỏ “Tôm khô Rạch Gốc” vào giỏ." in page
    assert in_basket(buyer) == {"Tôm khô Rạch Gốc": 1}


def test_buy_now_leads_to_the_checkout(buyer, product):
    assert buyer.add(product, 2, next="checkout")["Location"] == "/thanh-toan/"
    assert in_basket(buyer) == {"Tôm khô Rạch Gốc": 2}


def test_twice_is_more_and_never_more_than_there_is(buyer, product):
    buyer.add(product, 2)
    buyer.add(product, 2)
    assert in_basket(buyer) == {"Tôm khô Rạch Gốc": 4}
    buyer.add(product, 10**15)
    page = buyer.get("/gio-hang/").content.decode()
    assert "“Tôm khô Rạch Gốc” chỉ còn 5, nên giỏ có 5." in page
    assert in_basket(buyer) == {"Tôm khô Rạch Gốc": 5}


@pytest.mark.parametrize("typed", ["1.5", "🦐", "", "-1", "hai", "1e3", "9" * 5000, "٣", "1\x00"])
def test_what_is_no_number_is_refused_in_words(buyer, product, typed):
    assert buyer.add(product, typed).status_code == 302
    assert "Số lượng là số nguyên, ví dụ 2." in buyer.get("/gio-hang/").content.decode()
    assert in_basket(buyer) == {}


@pytest.mark.parametrize("product_id", [0, 999_999, 2**63, 10**30])
def test_an_unknown_product_is_refused_in_words(buyer, product_id):
    assert buyer.add(product_id).status_code == 302
    assert "hiện không bán nữa" in buyer.get("/gio-hang/").content.decode()


def test_paused_and_sold_out_goods_do_not_come_in(buyer, product, lans_stall, make_product):
    other = make_product(lans_stall, title="Mắm ba khía")
    pause_product(product_id=product.pk)
    mark_sold_out(product_id=other.pk)
    buyer.add(product)
    buyer.add(other)
    page = buyer.get("/gio-hang/").content.decode()
    assert "“Tôm khô Rạch Gốc” hiện không bán nữa." in page
    assert "“Mắm ba khía” vừa hết hàng." in page
    assert in_basket(buyer) == {}


@pytest.mark.parametrize("headers", [{"HTTP_ORIGIN": "https://evil.test"}, {"HTTP_REFERER": "https://evil.test/x"}])
def test_another_site_cannot_fill_a_basket(buyer, product, headers):
    assert buyer.client.post(f"/gio-hang/them/{product.pk}/", **headers).status_code == 403
    assert in_basket(buyer) == {}


@pytest.mark.parametrize(
    "referer", ["//evil.test/", "http://testserver//evil.test/", "javascript:alert(1)", "x" * 3000]
)
def test_the_way_back_stays_on_the_market(buyer, product, referer):
    answer = buyer.client.post(f"/gio-hang/them/{product.pk}/", HTTP_REFERER=referer, HTTP_ORIGIN="http://testserver")
    assert answer["Location"] == "/gio-hang/"


def test_a_script_is_answered_in_json(buyer, product):
    answer = buyer.client.post(f"/gio-hang/them/{product.pk}/", {"quantity": 2}, HTTP_ACCEPT="application/json")
    assert answer.json() == {"title": "Tôm khô Rạch Gốc", "quantity": 2, "capped": False, "count": 1}
    refused = buyer.client.post("/gio-hang/them/424242/", HTTP_ACCEPT="application/json")
    assert refused.status_code == 422
    assert "không bán nữa" in refused.json()["message"]


def test_looking_is_not_adding(buyer, product):
    assert buyer.get(f"/gio-hang/them/{product.pk}/").status_code == 405


def test_a_basket_takes_fifty_kinds_of_goods(buyer, lans_stall, make_product, monkeypatch):
    monkeypatch.setattr("marketplace.storefront.buying.lines.MOST_LINES", 2)
    for number in range(3):
        buyer.add(make_product(lans_stall, title=f"Món {number}"))
    assert "Giỏ đã có 2 món" in buyer.get("/gio-hang/").content.decode()


def test_a_forged_basket_cookie_opens_nothing(buyer, product):
    buyer.add(product)
    real = buyer.client.cookies["basket"].value
    stranger = Buyer()
    stranger.client.cookies["basket"] = f"{int(real.split(':')[0]) + 0}:forged"
    assert in_basket(stranger) == {}
