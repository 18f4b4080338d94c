"""Goods go on the market in one sending, and only once."""

import pytest

from base.money import Dong
from catalogue.models import Product, StagedPhoto
from catalogue.services import stage_photo
from marketplace.phone.models import Command
from sellers.models import StockRecord
from sellers.services import suspend_seller
from tests.catalogue.pictures import jpeg

pytestmark = pytest.mark.django_db
NEW = "/ban-hang/dang-hang/"


@pytest.fixture(autouse=True)
def _stalls_of_the_market(categories):
    pass


def test_a_form_with_its_photo_becomes_a_listing_that_waits(phone, typed, photo_file, lans_stall):
    answer = phone.post(NEW, typed | {"photo": photo_file()}, follow=True)
    stock = StockRecord.objects.get()
    product = stock.product
    assert answer.redirect_chain[-1][0] == f"/ban-hang/hang/{product.pk}/?vua=dang"
    assert "Đã gửi, chờ chợ duyệt" in answer.content.decode()
    assert (product.listing, product.is_public, stock.partner_id) == (Product.Listing.SUBMITTED, False, lans_stall.pk)
    assert (stock.price_vnd, stock.num_in_stock, product.unit) == (Dong(780_000), 40, "túi 500 g")
    assert product.main_category.slug == "hai-san-kho"
    assert product.description == "Phơi ba nắng 🦐"
    assert product.images.get().original.name.endswith("-1200.webp")
    assert not StagedPhoto.objects.exists()


def test_a_photo_that_was_sent_ahead_is_used(phone, typed, photo_file):
    sent = phone.post("/ban-hang/anh/", {"photo": photo_file()})
    assert set(sent.json()) == {"token", "url"}
    phone.post(NEW, typed | {"photo_token": sent.json()["token"]})
    assert Product.objects.get().images.get().original.name.split("/")[-1][:32] in sent.json()["url"]


def test_the_category_can_be_corrected(phone, typed, photo_file):
    phone.post(NEW, typed | {"photo": photo_file(), "category": "gia-vi"})
    assert Product.objects.get().main_category.slug == "gia-vi"


def test_a_name_that_says_nothing_asks_for_the_category(phone, typed, photo_file):
    answer = phone.post(NEW, typed | {"photo": photo_file(), "title": "Hàng nhà làm"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["category"] == ["Chợ chưa đoán ra đây là hàng gì. Bạn chọn giúp một gian."]


def test_sent_twice_it_is_one_listing_with_one_answer(phone, typed, lan):
    token = stage_photo(owner=lan, file=jpeg()).token
    first = phone.post(NEW, typed | {"photo_token": token})
    again = phone.post(NEW, typed | {"photo_token": token})
    assert first.url == again.url
    assert (Product.objects.count(), Command.objects.count()) == (1, 1)


def test_sent_twice_with_its_file_it_is_one_listing(phone, typed, photo_file):
    answers = [phone.post(NEW, typed | {"photo": photo_file()}).url for _ in range(2)]
    assert answers[0] == answers[1]
    assert Product.objects.count() == 1


def test_a_used_form_with_other_goods_is_kept_and_gets_a_new_id(phone, typed, photo_file):
    phone.post(NEW, typed | {"photo": photo_file()})
    answer = phone.post(NEW, typed | {"photo": photo_file(), "title": "Khô cá kèo"})
    assert answer.status_code == 422
    assert "Món trước đã gửi rồi" in answer.content.decode()
    assert Product.objects.count() == 1
    shown = answer.context
    again = typed | {"title": "Khô cá kèo", "photo_token": shown["photo_token"], "request_id": str(shown["request_id"])}
    assert phone.post(NEW, again).status_code == 302
    assert Product.objects.count() == 2


def test_the_same_id_of_two_people_is_two_commands(phone, client, typed, photo_file, stranger, other_stall):
    phone.post(NEW, typed | {"photo": photo_file()})
    client.force_login(stranger)
    assert client.post(NEW, typed | {"photo": photo_file()}).status_code == 302
    assert Product.objects.count() == 2


def test_a_suspended_stall_cannot_list(phone, typed, photo_file, lans_stall, tuan):
    suspend_seller(seller_id=lans_stall.pk, operator=tuan, reason="Khách báo hàng không đúng")
    answer = phone.post(NEW, typed | {"photo": photo_file()}, follow=True)
    assert "Sạp đang tạm khóa" in answer.content.decode()
    assert not Product.objects.exists()


def test_another_persons_photo_is_not_taken(phone, typed, stranger):
    token = stage_photo(owner=stranger, file=jpeg()).token
    answer = phone.post(NEW, typed | {"photo_token": token})
    assert answer.status_code == 422
    assert "photo" in answer.context["form"].errors


def test_the_market_says_where_it_would_put_goods(phone):
    ask = lambda name: phone.get("/ban-hang/doan-gian/", {"ten": name}).json()  # noqa: E731
    assert ask("mat ong rung") == {"slug": "mat-ong", "name": "Mật ong"}
    assert ask("abc") == ask("") == {"slug": "", "name": ""}
    assert ask("tôm khô " + "x" * 5000)["slug"] == "hai-san-kho"
