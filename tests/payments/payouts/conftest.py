"""Two operators, and a stall with a bank account to which money is due."""

from datetime import UTC, datetime, timedelta

import pytest

from base import clock
from events.orders import SellerOrderDelivered, SoldLine
from payments.payouts.bank_accounts import give_bank_account
from payments.sales.services import book_sale
from tests.conftest import person

#: Deliveries happen then; the hold of seven days is over when NOW comes.
DELIVERED = datetime(2026, 11, 2, 5, 0, tzinfo=UTC)
NOW = DELIVERED + timedelta(days=7)


@pytest.fixture
def hanh(db):
    """The other operator."""
    return person("+84912000006", "Phạm Thị Hạnh", "operator")


@pytest.fixture
def payee(lans_stall):
    """Lan's stall with a bank account."""
    give_bank_account(seller_id=lans_stall.pk, bank_bin="970405", number="1903000123456", holder="THACH THI LAN")
    return lans_stall


@pytest.fixture
def deliver(db):
    """Sell goods of a stall: deliver(seller, 31, 200_000)."""

    def delivered(seller, number, goods, at=DELIVERED, **more):
        about = {"payment_method": "vnpay", "delivery_fee_vnd": 0, "carrier": "commune_collector"} | more
        event = SellerOrderDelivered(
            number,
            f"CD{number}",
            seller.pk,
            commune_code=seller.commune_code,
            channel="web",
            fair_id=None,
            goods_vnd=goods,
            lines=(SoldLine(number, 501, "mat-ong", 1, goods),),
            **about,
        )
        return book_sale(delivered=event, at=at)

    return delivered


@pytest.fixture(autouse=True)
def _now():
    with clock.at(NOW):
        yield
