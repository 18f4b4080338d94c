"""The market's goods for each engine there is, and a search server of one's own name."""

from __future__ import annotations

import uuid

import pytest
from django.conf import settings as market_settings
from django.core.cache import cache

from search.backends.elastic import ElasticBackend
from search.backends.elastic.client import server
from search.backends.guarded import GuardedBackend
from search.selectors import backend
from tests.search.door import Door
from tests.search.market import open_market

#: Seconds for an answer where it is judged and not timed: the machine may be busy.
PATIENCE = 30


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()
    backend.cache_clear()
    yield
    cache.clear()
    backend.cache_clear()


@pytest.fixture
def elastic(settings):
    """The real server, with indexes that only this test uses. Fails where there is none."""
    assert market_settings.ELASTICSEARCH_URL, "no ELASTICSEARCH_URL: run this with `make test-services`"
    settings.ELASTICSEARCH_PREFIX = f"test-{uuid.uuid4().hex[:8]}"
    yield ElasticBackend(patience=PATIENCE)
    settings.ELASTICSEARCH_URL = market_settings.ELASTICSEARCH_URL
    for index in server().indices.get(index=f"{settings.ELASTICSEARCH_PREFIX}-*").body:
        server().indices.delete(index=index)


@pytest.fixture
def market(db):
    """The demo market's goods, in whatever index there is."""
    open_market()


@pytest.fixture
def open_shop(transactional_db):
    """The same, committed: what happens afterwards travels as events do."""
    open_market()


@pytest.fixture
def door(elastic, settings):
    """A way to the server that can be shut or made slow."""
    with Door(settings.ELASTICSEARCH_URL) as opened:
        straight, settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL, opened.url
        yield opened
        settings.ELASTICSEARCH_URL = straight


@pytest.fixture
def guarded(door):
    """What the shop uses, through the door."""
    found = backend()
    assert isinstance(found, GuardedBackend)
    return found
