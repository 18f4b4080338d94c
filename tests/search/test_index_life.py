"""The index beside the database: it hears of every change, survives an absence, and is replaced under load."""

from __future__ import annotations

import itertools
import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from base.money import Dong
from catalogue.models import Product
from deploy.services.engine import wait_until
from events.dispatcher import dispatch_all
from marketplace.kiosks.services import choose_goods
from search import comparing, services
from search.backends.elastic import building, documents
from search.backends.elastic.client import name, server
from search.backends.elastic.filling import Kind, action, send
from search.models import IndexedVersion, ProductDocument
from search.queries import ALL_FACETS, SearchQuery
from sellers.models import StockRecord
from sellers.services import change_product, count_stock
from sellers.services.listings import ListingInput, pause_product, resume_product
from tests.search.conftest import PATIENCE
from tests.search.goods import many_goods
from tests.search.market import hold_fair

pytestmark = pytest.mark.services
FULL = os.environ.get("FULL") == "1"


def price_in_index(product_id):
    found = server().search(index=name("products"), query={"term": {"product_id": product_id}}).body["hits"]["hits"]
    return found[0]["_source"]["price_vnd"] if found else None


def set_price(product_id, price):
    """What a producer does on the phone."""
    stock = StockRecord.objects.select_related("product").get(product_id=product_id)
    product = stock.product
    listing = ListingInput(product.title, Dong(price), product.unit, stock.net_stock_level, product.main_category_id)
    change_product(product_id=product_id, listing=listing)


def nothing_differs():
    services.send_to_index()
    return comparing.stale_documents() == [] and comparing.drifted() == 0


def test_a_new_price_can_be_searched_at_once(elastic, open_shop, capsys):
    product_id = Product.objects.get(title="Vọp sông").pk
    began = time.monotonic()
    set_price(product_id, 91_000)
    dispatch_all()
    assert wait_until(lambda: price_in_index(product_id) == 91_000, 30)
    with capsys.disabled():
        print(f"\na new price was found in the search {time.monotonic() - began:.2f} s after it was set")


def test_what_is_sold_out_or_taken_off_leaves_the_index(elastic, open_shop):
    stock = StockRecord.objects.get(product__title="Vọp sông")
    count_stock(stock_id=stock.pk, available=0)
    other = Product.objects.get(title="Khô cá kèo").pk
    pause_product(product_id=other)
    dispatch_all()
    assert wait_until(lambda: price_in_index(other) is None, 30)
    assert wait_until(lambda: not elastic.search(SearchQuery("vọp")).hits[0].in_stock, 30)
    resume_product(product_id=other)
    dispatch_all()
    assert wait_until(lambda: price_in_index(other) == 390_000, 30)


def test_what_arrives_late_changes_nothing(elastic, open_shop):
    product_id = Product.objects.get(title="Vọp sông").pk
    index = next(iter(server().indices.get(index=name("products")).body))
    old = server().get(index=index, id=str(product_id)).body["_source"]
    new = old | {"price_vnd": 1_234}
    send([action(index, product_id, 7, new)])
    send([action(index, product_id, 6, old), action(index, product_id, 7, new), action(index, product_id, 5, None)])
    assert server().get(index=index, id=str(product_id)).body["_source"]["price_vnd"] == 1_234
    # The control: without versions the last to arrive wins, however old it is.
    careless = {key: each for key, each in action(index, product_id, 6, old).items() if "version" not in key}
    send([careless])
    assert server().get(index=index, id=str(product_id)).body["_source"]["price_vnd"] != 1_234


def test_what_drifted_is_found_and_mended(elastic, open_shop):
    gone, wrong, stale = ProductDocument.objects.order_by("pk").values_list("pk", flat=True)[:3]
    index = next(iter(server().indices.get(index=name("products")).body))
    server().delete(index=index, id=str(gone))
    server().update(index=index, id=str(wrong), doc={"price_vnd": 1})
    server().index(index=index, id="999999999", document={"product_id": 999999999}, refresh=True)
    ProductDocument.objects.filter(pk=stale).update(price_vnd=2)
    drift = services.check_index()
    assert (drift.documents, drift.index) == (1, 3)
    drift = services.check_index()
    assert (drift.documents, drift.index) == (0, 0)
    assert ProductDocument.objects.get(pk=stale).price_vnd != 2


def test_goods_of_a_fair_are_found_there_at_once(elastic, open_shop):
    product = Product.objects.get(title="Vọp sông")
    fair = hold_fair(0, 1, goods=[product.pk])
    assert wait_until(lambda: [hit.id for hit in elastic.search(SearchQuery(fairs=(fair,))).hits] == [product.pk], 30)
    choose_goods(fair_id=fair, remove=[product.pk])
    dispatch_all()
    assert wait_until(lambda: elastic.search(SearchQuery(fairs=(fair,))).hits == (), 30)


def test_an_index_of_an_earlier_release_takes_news_and_is_replaced(guarded, open_shop, monkeypatch):
    made, elastic = documents.index_body, guarded.server
    elastic.patience = PATIENCE

    def of_then(document):
        body = made(document)
        for field in ("fairs", "cell"):
            body["mappings"]["properties"].pop(field, None)
        body["mappings"]["_meta"]["form"] = "of an earlier release"
        return body

    monkeypatch.setattr(building, "index_body", of_then)
    services.rebuild()
    monkeypatch.undo()
    before = server().indices.get(index=name("products")).body
    assert building.outdated() == list(Kind)
    product = Product.objects.get(title="Vọp sông")
    fair = hold_fair(0, 1, goods=[product.pk])
    set_price(product.pk, 91_000)
    dispatch_all()
    assert wait_until(lambda: price_in_index(product.pk) == 91_000, 30)
    # It finds, and cannot count: the database answers.
    assert elastic.search(SearchQuery("vọp", counted=False)).hits
    found = guarded.search(SearchQuery("vọp", facets=ALL_FACETS))
    assert (found.backend, found.total) == ("embedded", len(found.hits))
    services.check_index()
    assert building.outdated() == []
    assert before.keys().isdisjoint(server().indices.get(index=name("products")).body)
    assert [hit.id for hit in elastic.search(SearchQuery(fairs=(fair,))).hits] == [product.pk]


@pytest.mark.timeout(900)
def test_five_hundred_edits_while_the_server_is_away(guarded, door, open_shop, client, capsys):
    many_goods(430)
    services.rebuild()
    ids = list(ProductDocument.objects.order_by("pk").values_list("pk", flat=True)[:500])
    door.shut()
    draw = random.Random(3)
    for place, product_id in enumerate(ids):
        set_price(product_id, draw.randrange(20, 900) * 1000)
        if place % 5 == 0:
            count_stock(stock_id=StockRecord.objects.get(product_id=product_id).pk, available=draw.choice((0, 7)))
        if place % 10 == 0:
            dispatch_all()
            assert client.get("/tim-kiem/", {"q": "tôm"}).status_code == 200
            assert client.get("/api/v1/search", {"q": "mat ong"}).json()["hits"]
    dispatch_all()
    assert client.get("/api/v1/search", {"q": "khô"}).json()["backend"] == "embedded"
    assert IndexedVersion.objects.exclude(sent=0).count() < IndexedVersion.objects.count()
    door.open()
    began = time.monotonic()
    assert wait_until(nothing_differs, 120)
    with capsys.disabled():
        print(f"\nindex equal to the database {time.monotonic() - began:.1f} s after the server's return")
    assert wait_until(lambda: client.get("/api/v1/search", {"q": "khô"}).json()["backend"] == "elasticsearch", 60)


def test_a_slow_server_is_left_alone_and_taken_back(guarded, door, open_shop):
    # Each is a question of its own: what was answered a moment ago is not asked for again.
    questions = (SearchQuery("tôm", page=page) for page in itertools.count(1))
    assert wait_until(lambda: guarded.search(next(questions)).backend == "elasticsearch", 60)
    door.hold()
    for _ in range(guarded.breaker.FAILURES):
        assert guarded.search(next(questions)).backend == "embedded"
    assert guarded.breaker.is_open
    assert not guarded.breaker.allows()
    assert guarded.suggest("tôm", limit=6).products
    assert guarded.near("tôm", limit=6)
    door.let_go()
    assert wait_until(lambda: guarded.search(next(questions)).backend == "elasticsearch", 60)


@pytest.mark.timeout(3600 if FULL else 900)
def test_a_new_index_takes_over_under_load(elastic, open_shop, capsys):
    """Readers ask all the time, producers change prices, and nobody notices that the index is another one."""
    goods, a_second, askers = (200_000, 50, 8) if FULL else (5_000, 50, 2)
    many_goods(goods - 70)
    services.rebuild()
    before = set(server().indices.get(index=name("products")).body)
    ids = list(ProductDocument.objects.order_by("pk").values_list("pk", flat=True)[: 40 if not FULL else 200])
    ended, answers, trouble = threading.Event(), [], []

    def ask(draw):
        # By the clock, not so long after the last answer: a slow answer is no reason to ask less.
        due = time.monotonic()
        try:
            while not ended.wait(max(0.0, due - time.monotonic())):
                due += askers / a_second * draw.uniform(0.5, 1.5)
                answers.append(len(elastic.search(SearchQuery(draw.choice(("tôm khô", "mat ong", "gạo", "")))).hits))
        except Exception as error:
            trouble.append(error)

    began = time.monotonic()
    with ThreadPoolExecutor(askers) as threads:
        for number in range(askers):
            threads.submit(ask, random.Random(number))
        builder = threading.Thread(target=_build, args=(trouble,))
        builder.start()
        for place, product_id in enumerate(ids):
            set_price(product_id, 50_000 + place * 1000)
            dispatch_all()
        builder.join()
        ended.set()
    took = time.monotonic() - began
    assert not trouble
    assert answers
    assert min(answers) > 0
    assert before.isdisjoint(server().indices.get(index=name("products")).body)
    assert wait_until(nothing_differs, 120)
    with capsys.disabled():
        print(f"\n{goods} indexed anew in {took:.0f} s, {len(answers) / took:.0f} questions a second answered")


def _build(trouble):
    try:
        building.build(Kind.PRODUCT)
    except Exception as error:
        trouble.append(error)
    finally:
        connection.close()
