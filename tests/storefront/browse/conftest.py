"""A market with goods of three stalls in two communes, indexed as the market itself does it."""

import pytest
from django.core.cache import cache

from events import dispatcher
from tests.storefront.buying.conftest import open_stall

__all__ = ["open_stall"]


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def goods(lans_stall, open_stall, make_product):
    """Dried shrimp of Lan's, honey and a mat of two others."""
    made = [
        make_product(lans_stall),
        make_product(open_stall("Sạp anh Tư", commune="32062"), title="Mật ong rừng U Minh", price=350_000),
        make_product(open_stall("Sạp chị Năm", commune="32062"), title="Chiếu lác", price=90_000, unit="chiếc"),
    ]
    dispatcher.dispatch_all()
    return made


@pytest.fixture
def page_of(client, goods):
    """The words of a page: page_of("/tim-kiem/", q="mat ong")."""

    def read(path, status=200, **asked):
        answer = client.get(path, asked)
        assert answer.status_code == status
        return " ".join(answer.content.decode().split())

    return read
