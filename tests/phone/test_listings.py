"""What the producer does with what is listed."""

import re

import pytest

from base.money import Dong
from catalogue.models import Product
from events.models import RecordedEvent
from sellers.models import StockRecord
from sellers.services import refuse_product

pytestmark = pytest.mark.django_db
Listing = Product.Listing
CHANGED = {
    "request_id": "edit-0001",
    "title": "Tôm khô đất",
    "category": "hai-san-kho",
    "unit": "kg",
    "price": "900000",
}


@pytest.fixture
def product(lans_stall, make_product):
    return make_product(lans_stall, quantity=5)


def state(phone, product, command, request_id=None, **more):
    typed = {"command": command, "request_id": request_id or f"{command}-0001", **more}
    return phone.post(f"/ban-hang/hang/{product.pk}/trang-thai/", typed, follow=True)


def listing_of(product):
    return Product.objects.get(pk=product.pk).listing


def left(product):
    return StockRecord.objects.get(product=product).net_stock_level


def test_a_pause_can_be_undone_at_once(phone, product):
    page = state(phone, product, "pause").content.decode()
    assert listing_of(product) == Listing.PAUSED
    assert "Hoàn tác" in page
    undo = re.search(r'name="request_id" value="([\w-]+-undo)"', page)[1]
    state(phone, product, "resume", undo)
    assert listing_of(product) == Listing.LIVE


def test_a_pause_that_came_twice_is_one(phone, product):
    for _ in range(2):
        assert state(phone, product, "pause").status_code == 200
    assert RecordedEvent.objects.filter(name="ProductPaused").count() == 1


def test_what_does_not_fit_is_said_kindly(phone, product):
    page = state(phone, product, "resume").content.decode()
    assert "vừa có người thay đổi" in page
    assert listing_of(product) == Listing.LIVE


def test_sold_out_and_counted_again(phone, product, buy):
    buy(product, 2)
    assert "Hết hàng" in state(phone, product, "sold_out").content.decode()
    assert left(product) == 0
    assert "2 đã có khách đặt" in state(phone, product, "count", quantity="12").content.decode()
    stock = StockRecord.objects.get(product=product)
    assert (stock.num_in_stock, stock.num_allocated, stock.net_stock_level) == (14, 2, 12)


@pytest.mark.parametrize("quantity", ["", "-1", "1.5", "100001", "🦐", "9" * 500])
def test_a_number_that_cannot_be_is_refused_beside_its_field(phone, product, quantity):
    answer = state(phone, product, "count", quantity=quantity)
    assert answer.status_code == 422
    assert 'id="id_quantity_error"' in answer.content.decode()
    assert left(product) == 5


@pytest.mark.parametrize("command", ["", "approve", "delete"])
def test_other_commands_do_not_exist(phone, product, command):
    assert state(phone, product, command).status_code == 404


def test_what_is_on_sale_can_be_changed_and_stays_on_sale(phone, product, buy):
    buy(product, 2)
    form = phone.get(f"/ban-hang/hang/{product.pk}/sua/").context["form"]
    assert (form["title"].value(), form["price"].value()) == ("Tôm khô Rạch Gốc", Dong(780_000))
    answer = phone.post(f"/ban-hang/hang/{product.pk}/sua/", CHANGED, follow=True)
    assert "Đã lưu thay đổi" in answer.content.decode()
    stock = StockRecord.objects.select_related("product").get(product=product)
    assert (stock.product.title, stock.product.listing, stock.price_vnd) == ("Tôm khô đất", Listing.LIVE, Dong(900_000))
    assert (stock.net_stock_level, stock.num_allocated) == (3, 2)


def test_what_was_refused_shows_why_and_goes_to_the_market_again(phone, product, tuan):
    refuse_product(product_id=product.pk, operator=tuan, reason="Thiếu ngày hết hạn")
    for page in ("/ban-hang/hang/", f"/ban-hang/hang/{product.pk}/", f"/ban-hang/hang/{product.pk}/sua/"):
        assert "Thiếu ngày hết hạn" in phone.get(page).content.decode()
    phone.post(f"/ban-hang/hang/{product.pk}/sua/", CHANGED)
    assert listing_of(product) == Listing.SUBMITTED


def test_a_changed_photo_takes_the_place_of_the_old_one(phone, product, photo_file):
    phone.post(f"/ban-hang/hang/{product.pk}/sua/", CHANGED | {"photo": photo_file()})
    first = product.images.get().original.name
    phone.post(f"/ban-hang/hang/{product.pk}/sua/", CHANGED | {"request_id": "edit-0002"})
    assert product.images.get().original.name == first


def test_a_wrong_change_is_refused_and_kept(phone, product):
    answer = phone.post(f"/ban-hang/hang/{product.pk}/sua/", CHANGED | {"price": "34"})
    assert answer.status_code == 422
    assert answer.context["form"]["price"].value() == "34"
    assert StockRecord.objects.get(product=product).price_vnd == Dong(780_000)


def test_each_state_has_its_word(phone, lans_stall, make_product, tuan):
    titles = ("Khô cá kèo", "Mực khô", "Tôm khô", "Cua")
    live, paused, sold, refused = (make_product(lans_stall, title=title) for title in titles)
    state(phone, paused, "pause")
    state(phone, sold, "sold_out")
    refuse_product(product_id=refused.pk, operator=tuan, reason="Ảnh mờ")
    shown = phone.get("/ban-hang/hang/").context["goods"]
    words = {one.product.pk: one.state.words for one in shown}
    assert words == {live.pk: "Đang bán", paused.pk: "Tạm ngưng", sold.pk: "Hết hàng", refused.pk: "Chưa được duyệt"}
    assert shown[0].product.pk == refused.pk


def test_another_stalls_goods_do_not_exist(client, stranger, other_stall, product):
    client.force_login(stranger)
    here = f"/ban-hang/hang/{product.pk}/"
    assert client.get(here).status_code == client.get(f"{here}sua/").status_code == 404
    assert client.post(f"{here}sua/", CHANGED).status_code == 404
    assert client.post(f"{here}trang-thai/", {"command": "pause", "request_id": "pause-0001"}).status_code == 404
    assert product.title not in client.get("/ban-hang/hang/").content.decode()
    assert listing_of(product) == Listing.LIVE
