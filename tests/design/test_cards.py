"""The goods card."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest

ITEM = {
    "title": "Tôm khô Rạch Gốc",
    "url": "/san-pham/tom-kho_1/",
    "price_vnd": 780_000,
    "unit": "túi 500 g",
    "seller_name": "Sạp Út Hiền",
    "commune_name": "Phan Ngọc Hiển",
    "ocop_star": 4,
    "in_stock": True,
    "image_url": "/media/tom.webp",
    "product_id": 1,
    "add_url": "/gio-hang/them/1/",
}
LIST = "{% for item in items %}{% goods_card item %}{% endfor %}"


@pytest.fixture
def card(rendered):
    def render(source="{% goods_card item %}", **changes):
        return rendered(source, item=ITEM | changes)

    return render


def test_says_what_where_and_the_whole_price(card):
    markup = card()
    for said in ("Phan Ngọc Hiển", "OCOP 4 sao", "780.000\u00a0₫", "/túi 500 g", "1.560.000\u00a0₫/kg"):
        assert said in markup
    assert '<h3><a href="/san-pham/tom-kho_1/">Tôm khô Rạch Gốc</a></h3>' in markup
    assert "Sạp Út Hiền" not in markup


def test_names_the_seller_where_there_are_no_stars(card):
    markup = card(ocop_star=None)
    assert "Sạp Út Hiền" in markup
    assert "OCOP" not in markup


def test_nothing_typed_by_a_seller_becomes_markup(card):
    evil = '<script>alert(1)</script>"onfocus="x'
    fields = ("title", "seller_name", "commune_name", "unit", "url", "image_url", "add_url")
    markup = card(**dict.fromkeys(fields, evil), ocop_star=None)
    assert "<script" not in markup
    assert '"onfocus' not in markup
    assert markup.count("&lt;script&gt;") == len(fields) + 1, "every field, and the title once more on the +"


def test_the_plus_is_a_form_that_works_without_javascript(card):
    markup = card()
    assert '<form method="post" action="/gio-hang/them/1/"><button' in markup
    assert 'aria-label="Bỏ Tôm khô Rạch Gốc vào giỏ"' in markup
    assert markup.index("</h3>") < markup.index("<form"), "the + comes after the name"


def test_goods_out_of_stock_cannot_be_added(card):
    markup = card(in_stock=False)
    assert "Hết hàng" in markup
    assert "goods out" in markup
    assert "<form" not in markup


def test_a_photo_fills_its_plate_and_a_drawing_stands_on_it(card):
    assert " photo" in card()
    assert " photo" not in card(image_url="/static/design/art/cua.svg")
    assert "/static/design/art/gio-dan.svg" in card(image_url="")


def test_the_heading_follows_the_page(card):
    assert "<h2><a" in card("{% goods_card item heading=2 %}")


def test_objects_serve_as_well_as_mappings(rendered):
    assert "Tôm khô" in rendered("{% goods_card item %}", item=SimpleNamespace(**ITEM))


def test_only_pictures_below_the_fold_wait(rendered):
    cards = rendered(LIST, items=[ITEM] * 6).split("<article")[1:]
    assert ["loading" in one for one in cards] == [False] * 4 + [True] * 2


def test_no_price_per_kilogram_beside_a_price_for_a_kilogram(card):
    assert 'class="per"' not in card(unit="kg")
    assert 'class="per"' not in card(unit="chiếc")


def test_a_list_of_24_cards_is_quick(rendered):
    items = [ITEM] * 24
    rendered(LIST, items=items)

    def seconds() -> float:
        started = time.perf_counter()
        rendered(LIST, items=items)
        return time.perf_counter() - started

    assert min(seconds() for _ in range(20)) / 24 < 0.00015
