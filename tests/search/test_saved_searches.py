"""Saved searches: kept once, one's own alone, told of new goods once a day; and what many search for."""

from datetime import timedelta

import pytest
from django.db import transaction

from base import clock
from base.errors import Conflict, InvalidInput
from events.dispatcher import dispatch_all
from events.models import RecordedEvent
from notifications.models import Message
from search.models import SavedSearch, SearchTally
from search.popular import FEWEST, forget_tallies, note_search, popular_searches
from search.queries import SearchQuery
from search.saving import MOST_SAVED, forget_search, save_search, searches_of, tell_of_new_goods
from search.selectors import search_products
from sellers.models import StockRecord
from sellers.services import count_stock

TOM = SearchQuery("tôm khô", in_stock=True)


@pytest.fixture
def tomorrow():
    return clock.now() + timedelta(hours=25)


def test_a_search_is_kept_once_and_only_its_owner_has_it(minh, lan):
    first, second = (
        save_search(user=minh, query=TOM),
        save_search(user=minh, query=SearchQuery("tôm khô", in_stock=True)),
    )
    assert first == second
    assert [query for _saved, query in searches_of(minh)] == [TOM]
    assert searches_of(lan) == []
    forget_search(user=lan, saved_search_id=first.pk)
    assert searches_of(minh)
    forget_search(user=minh, saved_search_id=first.pk)
    assert searches_of(minh) == []


def test_nothing_cannot_be_kept_nor_too_much(minh):
    with pytest.raises(InvalidInput):
        save_search(user=minh, query=SearchQuery())
    for number in range(MOST_SAVED):
        save_search(user=minh, query=SearchQuery(f"tôm {number}"))
    with pytest.raises(Conflict):
        save_search(user=minh, query=SearchQuery("mật ong"))


@pytest.mark.django_db(transaction=True)
def test_new_goods_are_told_once(minh, lans_stall, make_product, tomorrow):
    save_search(user=minh, query=TOM)
    make_product(lans_stall, title="Tôm khô Rạch Gốc")
    make_product(lans_stall, title="Mật ong rừng")
    dispatch_all()
    assert tell_of_new_goods(now=clock.now()) == 0, "nobody is told before a day has passed"
    assert tell_of_new_goods(now=tomorrow) == 1
    assert tell_of_new_goods(now=tomorrow + timedelta(days=2)) == 0
    dispatch_all()
    told = Message.objects.get(to=minh.phone)
    assert "1 mon moi" in told.text
    assert "/tim-kiem/da-luu/" in told.text
    payload = RecordedEvent.objects.get(name="SavedSearchFound").payload
    assert set(payload) == {"saved_search_id", "user_id", "goods"}


@pytest.mark.django_db(transaction=True)
def test_what_is_sold_out_is_no_news(minh, lans_stall, make_product, tomorrow):
    save_search(user=minh, query=SearchQuery("tôm khô"))
    product = make_product(lans_stall, title="Tôm khô Rạch Gốc")
    count_stock(stock_id=StockRecord.objects.get(product=product).pk, available=0)
    dispatch_all()
    assert tell_of_new_goods(now=tomorrow) == 0


def test_the_pages_keep_show_and_drop(client, minh):
    address = "/tim-kiem/luu/?q=t%C3%B4m+kh%C3%B4&ocop=4"
    assert client.get(address).status_code == 302, "a stranger is sent to log in"
    client.force_login(minh)
    assert "“tôm khô”, 4 sao" in client.get(address).content.decode()
    assert client.post(address).headers["Location"] == "/tim-kiem/da-luu/"
    saved = SavedSearch.objects.get()
    assert saved.conditions == {"text": "tôm khô", "ocop": [4]}
    page = client.get("/tim-kiem/da-luu/").content.decode()
    assert "“tôm khô”, 4 sao" in page
    client.post(f"/tim-kiem/da-luu/{saved.pk}/bo/")
    assert not SavedSearch.objects.exists()


def test_an_empty_search_cannot_be_kept_on_the_page(client, minh):
    client.force_login(minh)
    assert "Chưa có gì để chờ" in client.get("/tim-kiem/luu/").content.decode()
    assert client.post("/tim-kiem/luu/").status_code == 200
    assert not SavedSearch.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_many_search_for_is_shown_without_who(client, lans_stall, make_product):
    make_product(lans_stall, title="Tôm khô Rạch Gốc 0912345678")
    dispatch_all()
    for words in ("toom khoo", "0912345678", "khong co gi"):
        for _ in range(FEWEST):
            assert client.get("/tim-kiem/", {"q": words}).status_code == 200
    assert popular_searches() == ("tôm khô",)
    assert {field.name for field in SearchTally._meta.fields} == {"id", "day", "words", "times"}
    assert "tôm khô" in client.get("/tim-kiem/goi-y/").content.decode()
    assert forget_tallies(now=clock.now() + timedelta(days=60)) == 1


def test_few_searches_show_nothing(db):
    found = search_products(SearchQuery("tôm"))
    with transaction.atomic():
        note_search("tôm", found)
    assert popular_searches() == ()


def test_an_operator_sees_each_part_of_a_score_and_others_see_no_page(client, minh, tuan):
    client.force_login(minh)
    assert client.get("/dieu-hanh/tim-kiem/", {"q": "tôm khô"}).status_code == 404
    client.force_login(tuan)
    page = client.get("/dieu-hanh/tim-kiem/", {"q": "tôm khô"})
    assert page.status_code == 200
