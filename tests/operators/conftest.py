"""Tuấn's desk, and somebody else's browser."""

import pytest

from orders.services import DeliveryAddress, OrderRequest, WantedLine, place_order
from tests.storefront.buying.conftest import order_of, product  # noqa: F401

BUYER = DeliveryAddress("Trần Minh", "+84912000002", "12 đường Hùng Vương", "26740", "79", "")


@pytest.fixture
def desk(client, tuan):
    """A browser in which Tuấn is logged in."""
    client.force_login(tuan)
    return client


@pytest.fixture
def order(lans_stall, make_product):
    """One order for one bag, paid on delivery, that no seller has taken on yet."""
    lines = (WantedLine(make_product(lans_stall).pk, 1),)
    return place_order(request=OrderRequest("operators-1", lines, "cod", address=BUYER))
