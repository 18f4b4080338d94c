"""Vouchers over the goods of Lan and Hải."""

from datetime import UTC, datetime

import pytest

from base.money import Dong
from promotions.services import VoucherTerms, make_voucher
from tests.orders.conftest import delivered, order, pay, recorded  # noqa: F401

LONG_AGO, FAR_OFF = datetime(2026, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture
def voucher(db):
    """voucher("TET40", amount=40_000, minimum=50_000): one that the market bears, unless `borne_by` names a stall."""

    def make(code="TET10", **more):
        for name in {"amount", "minimum"} & more.keys():
            more[name] = Dong(more[name])
        if "borne_by" in more:
            more |= {"borne_by": more["borne_by"].pk, "seller_ids": (more["borne_by"].pk,)}
        terms = {"name": "Thử", "begins": LONG_AGO, "ends": FAR_OFF} | more
        return make_voucher(terms=VoucherTerms(code, **terms))

    return make


@pytest.fixture
def shrimp(lans_stall, make_product):
    """Lan's, 333.333 ₫, ten of them."""
    return make_product(lans_stall, "Tôm khô", 333_333, 10)


@pytest.fixture
def fish(stall_of_hai, make_product):
    """Hải's, 250.001 ₫, ten of them."""
    return make_product(stall_of_hai, "Cá khô", 250_001, 10)
