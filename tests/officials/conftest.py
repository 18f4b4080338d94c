"""A market with some sales, and an official who is logged in."""

from datetime import UTC, datetime

import pytest

from base import clock
from tests.indicators.conftest import make_stall, sell

__all__ = ["make_stall", "sell"]

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 12, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def november():
    """It is the middle of November."""
    with clock.at(NOW):
        yield


@pytest.fixture
def desk(client, hoa):
    """Hoa's browser."""
    client.force_login(hoa)
    return client


@pytest.fixture
def six_sellers(make_stall, make_product, sell):
    """Five stalls in Năm Căn and one in Đất Mũi, each with one sale this month; Năm Căn's first one in October too."""
    products = [make_product(make_stall("32191"), price=100_000) for _ in range(5)]
    products.append(make_product(make_stall("32248"), price=900_000))
    sell(products[0], moment=OCTOBER)
    for product in products:
        sell(product, moment=NOW)
    return products
