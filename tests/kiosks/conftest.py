"""A fair that runs today with Lan's goods, and a kiosk that sells there."""

from datetime import timedelta

import pytest

from base import clock
from marketplace.kiosks.services import FairInput, choose_goods, make_pairing_code, open_fair, pair_device
from tests.conftest import person


@pytest.fixture
def staff(db):
    return person("+84912000005", "Sơn Thị Ngọc", "kiosk_staff")


@pytest.fixture
def fair(db):
    today = clock.market_day(clock.now())
    return open_fair(
        fair=FairInput("Hội chợ Óc Om Bóc", "Quảng trường Hùng Vương", "32191", today, today + timedelta(days=3))
    )


@pytest.fixture
def shrimp(fair, lans_stall, make_product):
    product = make_product(lans_stall, title="Tôm khô Rạch Gốc", price=780_000, quantity=5)
    choose_goods(fair_id=fair.pk, add=[product.pk])
    return product


@pytest.fixture
def squid(fair, lans_stall, make_product):
    product = make_product(lans_stall, title="Mực khô một nắng", price=720_000, quantity=5, unit="kg")
    choose_goods(fair_id=fair.pk, add=[product.pk])
    return product


@pytest.fixture
def pair(fair, staff):
    """Pair one more device: pair("Quầy 12") -> (device, key)."""

    def paired(name="Quầy 12", at=None):
        return pair_device(code=make_pairing_code(fair=at or fair, device_name=name, staff=staff), ip="10.0.0.1")

    return paired


@pytest.fixture
def kiosk(pair):
    """A paired device and its key."""
    return pair()


@pytest.fixture
def device(kiosk):
    return kiosk[0]
