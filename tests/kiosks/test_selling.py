"""A sale over the table: once per request id, never more than there is, cash booked once."""

from datetime import timedelta

import pytest

from base import clock
from base.errors import RequestIdReused
from base.money import Dong
from events.dispatcher import dispatch_all
from events.models import RecordedEvent
from marketplace.kiosks.errors import CashTooLittle, DeviceNotPaired, FairNotRunning, NotAtFair
from marketplace.kiosks.models import KioskSale
from marketplace.kiosks.selectors.takings import takings
from marketplace.kiosks.services import choose_goods, revoke_device, sell_for_cash
from orders.errors import PriceChanged
from orders.models import Order, SellerOrder
from orders.services import WantedLine
from payments.ledger.models import Leg
from payments.models import PaymentAttempt
from sellers.errors import NotOnSale, OutOfStock
from sellers.models import StockRecord
from sellers.services import pause_product


@pytest.fixture
def sell(device):
    def sell(*wanted, request_id="r1", **more):
        lines = [WantedLine(product.pk, quantity) for product, quantity in wanted]
        return sell_for_cash(device=more.pop("device", device), request_id=request_id, lines=lines, **more)

    return sell


def till(fair):
    legs = Leg.objects.filter(account__code=f"till:fair:{fair.pk}")
    return sum(leg.debit_vnd - leg.credit_vnd for leg in legs)


def nothing_was_written():
    return not (Order.objects.exists() or KioskSale.objects.exists() or PaymentAttempt.objects.exists())


def test_goods_go_over_the_table(sell, shrimp, squid, fair):
    sale = sell((shrimp, 1), (squid, 1), cash_given=Dong(2_000_000))
    assert sale.order.total == Dong(1_500_000)
    dispatch_all()
    order = Order.objects.get()
    assert (order.status, order.channel, order.fair_id) == (Order.Status.COMPLETED, "fair", fair.pk)
    assert order.seller_orders.get().state == SellerOrder.State.DELIVERED
    stock = StockRecord.objects.get(product=shrimp)
    assert (stock.num_in_stock, stock.num_allocated) == (4, 0)
    delivered = RecordedEvent.objects.get(name="SellerOrderDelivered").payload
    assert (delivered["channel"], delivered["fair_id"], delivered["delivery_fee_vnd"]) == ("fair", fair.pk, 0)


def test_the_same_request_is_one_sale_and_cash_is_booked_once(sell, shrimp, fair):
    first = sell((shrimp, 2), cash_given=Dong(2_000_000))
    dispatch_all()
    assert sell((shrimp, 2), cash_given=Dong(2_000_000)) == first
    dispatch_all()
    assert Order.objects.count() == 1
    assert PaymentAttempt.objects.count() == 1
    assert till(fair) == 1_560_000
    assert StockRecord.objects.get(product=shrimp).num_in_stock == 3


def test_the_same_id_with_another_body_is_refused(sell, shrimp):
    sell((shrimp, 1), cash_given=Dong(800_000))
    with pytest.raises(RequestIdReused):
        sell((shrimp, 2), cash_given=Dong(800_000))
    with pytest.raises(RequestIdReused):
        sell((shrimp, 1), cash_given=Dong(900_000))
    assert Order.objects.count() == 1


def test_two_devices_may_draw_the_same_id(sell, pair, shrimp):
    other, _ = pair("Quầy 13")
    assert sell((shrimp, 1)) != sell((shrimp, 1), device=other)
    assert Order.objects.count() == 2


def test_a_receipt_is_found_again_after_the_fair(sell, shrimp):
    sale = sell((shrimp, 1))
    with clock.at(clock.now() + timedelta(days=30)):
        assert sell((shrimp, 1)) == sale


def test_the_sixth_unit_is_not_there(sell, shrimp, fair):
    with pytest.raises(OutOfStock):
        sell((shrimp, 6))
    assert nothing_was_written()
    assert till(fair) == 0


def test_too_little_cash_sells_nothing(sell, shrimp):
    with pytest.raises(CashTooLittle) as short:
        sell((shrimp, 1), cash_given=Dong(700_000))
    assert short.value.data["missing"] == "80.000\u00a0₫"
    assert nothing_was_written()
    assert StockRecord.objects.get(product=shrimp).net_stock_level == 5


def test_a_total_that_moved_is_not_charged(sell, shrimp):
    with pytest.raises(PriceChanged):
        sell((shrimp, 1), shown_total=Dong(1))
    assert nothing_was_written()


def test_only_goods_of_the_fair(sell, shrimp, lans_stall, make_product, fair):
    elsewhere = make_product(lans_stall, title="Cua biển")
    with pytest.raises(NotAtFair) as refused:
        sell((shrimp, 1), (elsewhere, 1))
    assert refused.value.data["title"] == "Cua biển"
    choose_goods(fair_id=fair.pk, remove=[shrimp.pk])
    with pytest.raises(NotAtFair):
        sell((shrimp, 1))


def test_paused_goods_are_not_sold(sell, shrimp):
    pause_product(product_id=shrimp.pk)
    with pytest.raises(NotOnSale):
        sell((shrimp, 1))


@pytest.mark.parametrize("days", [-1, 4])
def test_only_while_the_fair_runs(sell, shrimp, days):
    with clock.at(clock.now() + timedelta(days=days)), pytest.raises(FairNotRunning):
        sell((shrimp, 1))


def test_the_last_minute_of_the_last_day_in_the_market_counts(sell, shrimp, fair):
    _, end = clock.market_day_bounds(fair.ends_on)
    with clock.at(end - timedelta(minutes=1)):
        assert sell((shrimp, 1))


def test_a_revoked_device_sells_nothing(sell, shrimp, device):
    revoke_device(device_id=device.pk)
    with pytest.raises(DeviceNotPaired):
        sell((shrimp, 1))


def test_takings_per_seller_and_till(sell, pair, shrimp, squid, fair):
    other, _ = pair("Quầy 13")
    sell((shrimp, 1), request_id="a")
    sell((squid, 2), request_id="b", device=other)
    today = takings(fair, day=clock.market_day(clock.now()))
    assert (today.sales, today.cash) == (2, Dong(2_220_000))
    assert [(s.seller_name, s.sales, s.goods) for s in today.sellers] == [("Sạp chị Lan", 2, Dong(2_220_000))]
    assert {d.device_name: d.cash for d in today.devices} == {"Quầy 12": Dong(780_000), "Quầy 13": Dong(1_440_000)}
    yesterday = takings(fair, day=today.day - timedelta(days=1))
    assert (yesterday.sales, yesterday.cash, yesterday.sellers) == (0, Dong(0), ())
