"""Searching with the real server: the same suite of meaning as the embedded one, and that it finds the same goods."""

from __future__ import annotations

import random

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base import clock
from search import fairs, revision
from search.analysis import words_of
from search.backends.elastic.client import ask_together, name, server
from search.backends.elastic.filtering import conditions
from search.backends.embedded import EmbeddedBackend
from search.models import ProductDocument
from search.queries import ALL_FACETS, SearchQuery
from search.services import build_index
from tests.search.market import hold_fair
from tests.search.meaning import BAD, score_of, survives, titles

pytestmark = pytest.mark.services


def test_the_server_is_elastics_own_and_says_its_version(elastic, capsys):
    told = server().info().body
    with capsys.disabled():
        print(f"\nElasticsearch {told['version']['number']} ({told['version']['build_flavor']})")
    assert told["tagline"] == "You Know, for Search"


def test_the_judged_queries_reach_what_was_promised(elastic, market):
    scores = score_of(elastic)
    assert scores["all"].queries >= 150
    assert scores["all"].ndcg >= 0.92
    assert min(score.ndcg for score in scores.values()) >= 0.8


def test_the_database_of_this_engine_reaches_what_was_promised(elastic, market):
    assert score_of(EmbeddedBackend())["all"].ndcg >= 0.85


def test_server_and_database_agree_on_what_a_word_is(elastic, market):
    for title in ProductDocument.objects.values_list("title", flat=True):
        folded = " ".join(words_of(title).folded)
        told = server().indices.analyze(index=name("products"), field="title_folded", text=folded).body
        assert [token["token"] for token in told["tokens"]] == list(words_of(title).folded)


def test_bad_input_is_answered_like_any_other(elastic, market):
    for text in BAD:
        survives(elastic, text)


def test_a_slip_is_corrected_and_said(elastic, market):
    found = elastic.search(SearchQuery("ba khai"))
    assert found.suggestion == "ba khía"
    assert found.hits[0].title.startswith("Ba khía")
    assert elastic.search(SearchQuery("tomkho")).suggestion == "tôm khô"


def test_completion_offers_goods_and_stalls(elastic, market):
    assert {hit.title for hit in elastic.suggest("toom kh", limit=6).products} >= {"Tôm khô nguyên vỏ"}
    assert [each.name for each in elastic.suggest("út la", limit=6).sellers] == ["Tôm khô Út Lan"]
    assert elastic.suggest("t", limit=6).products == ()


@pytest.fixture
def requests_made(monkeypatch):
    """How many questions each request to the server held."""
    made = []

    def told(asked, patience):
        made.append(len(asked))
        return ask_together(asked, patience)

    monkeypatch.setattr("search.backends.elastic.ask_together", told)
    return made


def test_a_search_is_one_request_and_is_not_counted_twice(elastic, market, requests_made):
    query = SearchQuery("tôm khô", facets=ALL_FACETS)
    first, again = elastic.search(query), elastic.search(query)
    assert requests_made == [2, 1]
    assert first == again
    assert first.facets["category"]


def test_what_a_slip_meant_is_found_out_once_while_the_index_rests(elastic, market, requests_made):
    cache.delete(revision.MOVING)
    assert elastic.search(SearchQuery("ba khai")).suggestion == "ba khía"
    assert requests_made == [2, 3, 2]
    narrowed = elastic.search(SearchQuery("ba khai", in_stock=True))
    assert (narrowed.suggestion, bool(narrowed.hits)) == ("ba khía", True)
    assert requests_made[3:] == [2, 2]


def test_what_a_slip_meant_is_asked_again_when_the_index_has_changed(elastic, market, requests_made):
    cache.delete(revision.MOVING)
    elastic.search(SearchQuery("ba khai"))
    revision.advance()
    elastic.search(SearchQuery("ba khai"))
    assert requests_made == [2, 3, 2] * 2


def test_goods_that_other_conditions_rule_out_are_no_slip(elastic, market):
    found = elastic.search(SearchQuery("ba khía", price_max=1, facets=("commune",)))
    assert (found.hits, found.suggestion) == ((), None)
    assert elastic.search(SearchQuery("ba khía", page=300)).suggestion is None


def test_a_page_beyond_the_last_is_counted_and_not_looked_for(elastic, market, requests_made):
    query = SearchQuery("tôm khô", page=10**9)
    assert elastic.search(query).total == elastic.search(SearchQuery("tôm khô")).total
    assert requests_made[0] == 1


def test_names_that_begin_as_typed_are_enough_for_a_completion(elastic, market, requests_made):
    assert len(elastic.suggest("tom", limit=2).products) == 2
    assert requests_made == [2]


def test_near_goods_can_be_bought(elastic, market):
    near = elastic.near("tôm hùm bông", limit=8)
    assert near
    assert all(hit.in_stock for hit in near)


def test_lists_are_in_the_same_order(elastic, market):
    for sort in ("newest", "price", "-price"):
        assert titles(elastic, "", sort=sort) == titles(EmbeddedBackend(), "", sort=sort)


@pytest.fixture
def many_kinds(elastic, market):
    """The demo goods with every combination that a filter can tell apart: sold out, cheap, certificates that ended,
    brought to fairs that run, are over, or are to come.
    """
    draw = random.Random(7)
    today = clock.market_day(clock.now())
    rows = list(ProductDocument.objects.order_by("pk"))
    for days in ((0, 0), (-3, 3), (-9, -1), (1, 9)):
        hold_fair(*days, goods=[row.pk for row in rows if draw.random() < 0.4])
    for row in rows:
        row.in_stock = draw.random() < 0.7
        row.price_vnd = draw.choice((1, 49_999, 50_000, 99_999, 100_000, 200_000, 499_999, 500_000, 900_000))
        row.ocop_star = draw.choice((None, 3, 4, 5))
        ends = draw.choice((today.replace(year=today.year - 1), today, today.replace(year=today.year + 1)))
        row.ocop_expires_on = ends if row.ocop_star else None
    assert len(fairs.running(today)) == 2 < len(fairs.known())
    ProductDocument.objects.bulk_update(rows, ["in_stock", "price_vnd", "ocop_star", "ocop_expires_on"])
    build_index()
    return rows


def test_any_filters_find_the_same_goods_and_the_same_counts(elastic, many_kinds):
    embedded = EmbeddedBackend()
    communes = sorted({row.commune_code for row in many_kinds})
    sellers = sorted({row.seller_slug for row in many_kinds})
    stalls = sorted({row.category_slug for row in many_kinds})
    price = st.none() | st.sampled_from([0, 1, 50_000, 99_999, 100_000, 500_000, 10**12])
    queries = st.builds(
        SearchQuery,
        text=st.sampled_from(["", "tôm", "khô", "tép khô", "mật ong 500ml", "dried fish", "cà mau", "ba kh", "500 g"]),
        category=st.just("") | st.sampled_from([*stalls, "khong-co"]),
        communes=st.lists(st.sampled_from([*communes, "99999"]), max_size=3, unique=True).map(tuple),
        ocop=st.lists(st.sampled_from([3, 4, 5]), max_size=2, unique=True).map(tuple),
        price_min=price,
        price_max=price,
        in_stock=st.booleans(),
        seller=st.just("") | st.sampled_from(sellers),
        fairs=st.lists(st.sampled_from([*fairs.known(), 99_999]), max_size=2, unique=True).map(tuple),
        sort=st.sampled_from(["relevance", "newest", "price", "-price"]),
        size=st.just(100),
        facets=st.just(ALL_FACETS) | st.lists(st.sampled_from(ALL_FACETS), unique=True).map(tuple),
    )

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(queries)
    def same(query):
        one, other = elastic.search(query), embedded.search(query)
        assert {hit.id for hit in one.hits} == {hit.id for hit in other.hits}
        assert (one.total, one.in_stock) == (other.total, other.in_stock)
        assert one.total == len(one.hits)
        assert one.facets == other.facets

    same()


def test_a_forgotten_condition_would_be_noticed(elastic, many_kinds, monkeypatch):
    """The control: without one of its filters the server finds other goods than the database."""

    def forgetful(query, today):
        return {name: each for name, each in conditions(query, today).items() if name != "ocop"}

    fair = fairs.running(clock.market_day(clock.now()))[0]
    assert elastic.search(SearchQuery(fairs=(fair,), size=100)).total < len(many_kinds)
    monkeypatch.setattr("search.backends.elastic.filtering.conditions", forgetful)
    query = SearchQuery(ocop=(4,), size=100)
    assert titles(elastic, "", ocop=(4,)) != titles(EmbeddedBackend(), "", ocop=(4,))
    assert elastic.search(query).total != EmbeddedBackend().search(query).total
