"""Goods at a fair: found while it runs and on no other day, counted beside the other choices, kept up by events."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import TestCase

from base import clock
from events.dispatcher import dispatch_all
from marketplace.kiosks.models import Fair
from marketplace.kiosks.services import FairInput, change_fair, choose_goods, open_fair
from search import fairs, services
from search.backends.embedded import EmbeddedBackend
from search.models import FairDocument, FairGoods, ProductDocument
from search.queries import ALL_FACETS, SearchQuery
from search.saving import save_search, searches_of
from tests.search.market import hold_fair, open_market
from tests.search.meaning import titles


def counted(query=None):
    found = EmbeddedBackend().search(query or SearchQuery(facets=ALL_FACETS))
    return {int(each.value): each.count for each in found.facets["fair"]}


class TestFairs(TestCase):
    """A fair that runs, one that is over, and one to come, with the same two goods."""

    @classmethod
    def setUpTestData(cls):
        open_market()
        cls.goods = list(ProductDocument.objects.filter(title__startswith="Tôm khô").order_by("pk")[:2])
        ids = [each.pk for each in cls.goods]
        cls.running = hold_fair(0, 1, goods=ids, name="Hội chợ Óc Om Bóc")
        cls.over = hold_fair(-5, -1, goods=ids, name="Hội chợ đã qua")
        cls.coming = hold_fair(2, 4, goods=ids, name="Hội chợ Tết")

    def test_only_what_was_brought_to_a_fair_of_today_is_found(self):
        backend = EmbeddedBackend()
        assert {*titles(backend, "", fairs=(self.running,))} == {each.title for each in self.goods}
        assert titles(backend, "tôm", fairs=(self.over,)) == titles(backend, "", fairs=(self.coming,)) == []
        assert counted() == {self.running: 2}

    def test_a_day_later_in_the_calendar_another_fair_runs_and_nothing_was_indexed(self):
        with clock.at(clock.now() + timedelta(days=3)):
            assert counted() == {self.coming: 2}
            assert titles(EmbeddedBackend(), "", fairs=(self.running,)) == []
            assert len(titles(EmbeddedBackend(), "", fairs=(self.coming, self.running))) == 2

    def test_counts_keep_the_other_choices_and_forget_their_own(self):
        other = hold_fair(0, 0, goods=[self.goods[0].pk])
        chosen = SearchQuery("khô", fairs=(other,), category=self.goods[0].category_slug, facets=ALL_FACETS)
        found = EmbeddedBackend().search(chosen)
        assert found.total == 1
        assert counted(chosen) == {self.running: 2, other: 1}
        assert {each.value: each.count for each in found.facets["category"]} == {self.goods[0].category_slug: 1}
        assert counted(SearchQuery("mật ong", facets=ALL_FACETS)) == {}

    def test_the_page_offers_it_while_a_fair_runs(self):
        page = self.client.get("/tim-kiem/").content.decode()
        assert "Có ở hội chợ: Hội chợ Óc Om Bóc" in page
        assert "Hội chợ đã qua" not in page
        page = self.client.get("/tim-kiem/", {"fair": str(self.running)}).content.decode()
        assert "Bỏ lọc Có ở hội chợ: Hội chợ Óc Om Bóc" in page
        assert "2 món" in page
        FairDocument.objects.filter(pk=self.running).delete()
        fairs.note(self.over)
        assert "Có ở hội chợ" not in self.client.get("/tim-kiem/").content.decode()

    def test_the_api_filters_and_counts(self):
        body = self.client.get("/api/v1/search", {"fair": str(self.running)}).json()
        assert {hit["id"] for hit in body["hits"]} == {each.pk for each in self.goods}
        label = "Có ở hội chợ: Hội chợ Óc Om Bóc"
        assert body["facets"]["fair"] == [{"value": str(self.running), "label": label, "count": 2}]
        assert self.client.get("/api/v1/search", {"fair": str(self.over)}).json()["total"] == 0
        everything = self.client.get("/api/v1/search").json()["total"]
        for nonsense in ("0", "-1", "x", "9" * 40, "\x00", "1e9"):
            assert self.client.get("/api/v1/search", {"fair": nonsense}).json()["total"] == everything

    def test_what_was_missed_is_made_good(self):
        FairGoods.objects.filter(fair_id=self.running).delete()
        FairDocument.objects.filter(pk=self.over).update(name="Sai")
        FairDocument.objects.create(fair_id=999, name="Không còn", starts_on="2026-01-01", ends_on="2026-01-02")
        for mend in (services.check_index, services.rebuild):
            mend()
            assert counted() == {self.running: 2}
            assert FairDocument.objects.get(pk=self.over).name == "Hội chợ đã qua"
            assert not FairDocument.objects.filter(pk=999).exists()
            FairGoods.objects.filter(fair_id=self.running).delete()


@pytest.mark.django_db(transaction=True)
def test_events_bring_goods_to_a_fair_and_take_them_away(lans_stall, make_product):
    shrimp, honey = make_product(lans_stall, title="Tôm khô"), make_product(lans_stall, title="Mật ong")
    today = clock.market_day(clock.now())
    days = FairInput("Hội chợ Tết", "Sân vận động", "32002", today, today + timedelta(days=2))
    fair = open_fair(fair=days)
    dispatch_all()
    assert counted() == {}
    choose_goods(fair_id=fair.pk, add=[shrimp.pk, honey.pk])
    dispatch_all()
    assert counted() == {fair.pk: 2}
    choose_goods(fair_id=fair.pk, remove=[honey.pk])
    dispatch_all()
    assert titles(EmbeddedBackend(), "", fairs=(fair.pk,)) == ["Tôm khô"]
    change_fair(fair_id=fair.pk, fair=FairInput("Hội chợ Tết", "Sân vận động", "32002", today, today))
    dispatch_all()
    with clock.at(clock.now() + timedelta(days=1)):
        assert counted() == {}
    Fair.objects.all().delete()
    services.check_index()
    assert not FairGoods.objects.exists()


def test_a_saved_search_keeps_the_fair(minh):
    query = SearchQuery("tôm", fairs=(3,))
    save_search(user=minh, query=query)
    assert [kept for _saved, kept in searches_of(minh)] == [query]
