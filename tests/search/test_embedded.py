"""Searching in the market's own database: what it finds, counts, completes and survives."""

from __future__ import annotations

import pytest
from django.test import TestCase

from search.backends.embedded import EmbeddedBackend
from search.models import ProductDocument
from search.queries import ALL_FACETS, SearchQuery
from search.selectors import near_goods
from tests.search.market import open_market
from tests.search.meaning import BAD, score_of, survives, titles


class TestEmbedded(TestCase):
    """The demo market's goods, indexed once."""

    @classmethod
    def setUpTestData(cls):
        open_market()
        cls.backend = EmbeddedBackend()

    def test_the_judged_queries_reach_what_was_promised(self):
        scores = score_of(self.backend)
        assert scores["all"].queries >= 150
        assert scores["all"].ndcg >= 0.85
        assert min(score.ndcg for score in scores.values()) >= 0.8

    def test_words_find_the_same_goods_however_they_are_typed(self):
        wanted = titles(self.backend, "tôm khô")[:3]
        assert len(set(wanted)) == 3
        for typed in ("tom kho", "toom khoo", "to6m kho6", "tép khô", "dried shrimp", "បង្គាក្រៀម", "TÔM KHÔ"):
            assert set(titles(self.backend, typed)[:3]) == set(wanted), typed

    def test_tones_that_were_typed_decide_among_equals(self):
        assert titles(self.backend, "mắm")[0].startswith("Mắm")
        assert titles(self.backend, "muối")[0].startswith("Muối")

    def test_the_size_asked_for_comes_first(self):
        assert titles(self.backend, "mật ong 1 lít")[0] == "Mật ong rừng chai 1 lít"
        assert titles(self.backend, "mật ong 500ml")[0] == "Mật ong rừng U Minh Hạ"

    def test_what_is_sold_out_stands_behind_what_fits_as_well(self):
        ProductDocument.objects.filter(title="Tôm khô Rạch Gốc loại 1").update(in_stock=False)
        assert titles(self.backend, "tôm khô")[2] == "Tôm khô Rạch Gốc loại 1"

    def test_a_slip_is_corrected_and_said(self):
        found = self.backend.search(SearchQuery("ba khai"))
        assert found.suggestion == "ba khía"
        assert found.hits[0].title.startswith("Ba khía")

    def test_nothing_near_is_nothing_and_near_goods_are_shown(self):
        assert self.backend.search(SearchQuery("zzzz qqqq")).hits == ()
        assert near_goods("zzzz qqqq")
        assert near_goods("tôm hùm bông")[0].title.lower().count("tôm")

    def test_a_facet_keeps_the_other_choices_and_forgets_its_own(self):
        query = SearchQuery("khô", category="hai-san-kho", ocop=(3,), facets=ALL_FACETS)
        found = self.backend.search(query)
        free = self.backend.search(SearchQuery("khô", ocop=(3,), facets=ALL_FACETS))
        counted = {value.value: value.count for value in found.facets["category"]}
        assert counted == {value.value: value.count for value in free.facets["category"]}
        assert found.total == counted["hai-san-kho"]
        assert sum(value.count for value in found.facets["seller"]) == found.total

    def test_completion_offers_goods_and_stalls_from_two_letters_on(self):
        assert self.backend.suggest("t", limit=6).products == ()
        assert {hit.title for hit in self.backend.suggest("toom kh", limit=6).products} >= {"Tôm khô nguyên vỏ"}
        assert [each.name for each in self.backend.suggest("út la", limit=6).sellers] == ["Tôm khô Út Lan"]

    def test_bad_input_is_answered_like_any_other(self):
        for text in BAD:
            survives(self.backend, text)

    def test_pages_and_api_answer_bad_input_without_an_error(self):
        for text in BAD:
            for path in ("/tim-kiem/", "/tim-kiem/goi-y/", "/api/v1/search", "/api/v1/suggest"):
                answer = self.client.get(path, {"q": text, "page": "1000000000"})
                assert answer.status_code == 200, (path, text[:40])
                assert b"<script>alert" not in answer.content

    def test_nonsense_in_an_address_is_passed_over(self):
        nonsense = {
            "page": "-1", "size": "1e9", "ocop": "9", "commune": "x", "price_min": "abc", "price_max": "9" * 40,
            "sort": "'", "in_stock": "maybe", "category": "\x00", "seller": "\x00;", "price": "--",
        }  # fmt: skip
        for path in ("/tim-kiem/", "/api/v1/search"):
            assert self.client.get(path, nonsense).status_code == 200


class TestApi(TestCase):
    """What other programs read."""

    @classmethod
    def setUpTestData(cls):
        open_market()

    def test_search_has_the_published_shape(self):
        body = self.client.get("/api/v1/search", {"q": "mật ong 500ml", "size": "2"}).json()
        assert set(body) >= {"total", "backend", "hits", "facets", "suggestion"}
        assert body["backend"] == "embedded"
        assert len(body["hits"]) == 2 < body["total"]
        first = body["hits"][0]
        assert first["title"] == "Mật ong rừng U Minh Hạ"
        assert first["url"].startswith("/san-pham/")
        assert (first["price_vnd"], first["unit"], first["ocop_star"]) == (350_000, "chai 500 ml", 4)
        assert set(body["facets"]) == set(ALL_FACETS)

    def test_filters_narrow(self):
        asked = {"q": "khô", "price_min": "300000", "price_max": "400000", "in_stock": "true"}
        prices = [hit["price_vnd"] for hit in self.client.get("/api/v1/search", asked).json()["hits"]]
        assert prices
        assert all(300_000 <= price <= 400_000 for price in prices)

    def test_suggest_has_the_published_shape(self):
        body = self.client.get("/api/v1/suggest", {"q": "mat"}).json()
        assert {"products", "categories", "sellers"} == set(body)
        assert {"name": "Mật ong", "url": "/danh-muc/mat-ong/"} in body["categories"]

    def test_the_ranking_is_public_with_its_numbers(self):
        page = self.client.get("/xep-hang/").content.decode()
        assert "Không ai mua được chỗ đứng" in page
        assert "50%" in page


@pytest.mark.parametrize("path", ["/tim-kiem/?q=t%C3%B4m", "/"])
def test_the_search_box_says_how_it_works_to_machines(db, client, path):
    page = client.get(path).content.decode()
    assert "https://schema.org/SearchAction" in page
    assert "/tim-kiem/?q={q}" in page
