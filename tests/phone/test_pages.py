"""Help, the manifest, and the number of questions a page asks the database."""

import json

import pytest
from django.contrib.staticfiles import finders

from orders.services import accept_seller_order

pytestmark = pytest.mark.django_db
#: Session, person and stall are three of them.
MOST_QUERIES = 16


def test_help_is_there_for_everybody(client, settings):
    settings.MARKET_HOTLINE = "1900 1234"
    page = client.get("/ban-hang/hoi/").content.decode()
    assert 'href="tel:19001234"' in page
    assert "Tổ công nghệ số cộng đồng" in page
    assert "Mở sạp" in page


def test_the_manifest_names_icons_that_exist(client):
    answer = client.get("/ban-hang/manifest.webmanifest")
    described = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert described["start_url"] == described["scope"] == "/ban-hang/"
    assert {icon["sizes"] for icon in described["icons"]} == {"192x192", "512x512"}
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in described["icons"])


@pytest.mark.parametrize("page", ["", "moi/", "don/", "don/?xem=dang-lam", "hang/", "tien/", "hoi/", "dang-hang/"])
def test_a_full_stall_asks_no_more_than_a_small_one(
    phone, page, lans_stall, make_product, buy, categories, django_assert_max_num_queries
):
    for n in range(25):
        product = make_product(lans_stall, title=f"Khô cá số {n} một nắng", quantity=3)
        part = buy(product)
        if n % 2:
            accept_seller_order(seller_order_id=part.pk)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert phone.get(f"/ban-hang/{page}").status_code == 200
