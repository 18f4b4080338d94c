"""A completed sale is counted once, from its event, and all of them can be counted again."""

from datetime import UTC, datetime

import pytest

from events.dispatcher import dispatch_all, envelope_of
from events.models import Delivery, RecordedEvent
from indicators import handlers, services
from indicators.models import SaleFact
from orders.models import SellerOrder
from orders.services import (
    OrderRequest,
    WantedLine,
    accept_seller_order,
    cancel_order,
    place_order,
    refuse_seller_order,
)

pytestmark = pytest.mark.django_db


def facts():
    """All that a fact says, without its own id."""
    fields = [field.name for field in SaleFact._meta.fields if field.name != "id"]
    return list(SaleFact.objects.order_by("line_id").values_list(*fields))


def counted_events():
    return RecordedEvent.objects.filter(name="SaleCounted")


def test_a_received_order_is_a_fact_for_each_line(lans_stall, make_product, sell):
    shrimp = make_product(lans_stall, price=780_000)
    crab = make_product(lans_stall, title="Cua", price=480_000)
    order = sell(shrimp, crab, quantity=2, method="vnpay")
    part = order.seller_orders.get()
    rows = SaleFact.objects.order_by("line_id")
    assert [row.amount_vnd for row in rows] == [1_560_000, 960_000]
    for row in rows:
        assert (row.order_number, row.seller_order_id, row.seller_id) == (order.number, part.pk, lans_stall.pk)
        assert (row.commune_code, row.category_slug) == ("32191", "hai-san-kho")
        assert (row.channel, row.payment_method, row.quantity) == ("web", "vnpay", 2)


def test_what_is_not_received_is_not_counted(lans_stall, make_product):
    product = make_product(lans_stall)
    for number, end in enumerate(("open", "cancelled", "refused")):
        order = place_order(request=OrderRequest(f"r{number}", (WantedLine(product.pk, 1),), "cod"))
        if end == "cancelled":
            cancel_order(order_number=order.number, by="buyer")
        elif end == "refused":
            refuse_seller_order(seller_order_id=order.seller_orders.get().pk, reason="Hết hàng")
        else:
            accept_seller_order(seller_order_id=order.seller_orders.get().pk)
    dispatch_all()
    assert not SaleFact.objects.exists()


def test_told_twice_it_is_counted_once(lans_stall, make_product, sell):
    sell(make_product(lans_stall))
    delivery = Delivery.objects.get(subscriber="indicators.handlers.count_sale")
    before = facts()
    handlers.count_sale(envelope_of(delivery))
    assert facts() == before
    assert counted_events().count() == 1


def test_its_readers_are_told_which_figure_moved(lans_stall, make_product, sell):
    order = sell(make_product(lans_stall), moment=datetime(2026, 10, 3, 5, tzinfo=UTC))
    assert counted_events().get().payload == {
        "seller_order_id": order.seller_orders.get().pk,
        "commune_code": "32191",
        "month": "2026-10",
    }


def test_the_month_is_that_of_ca_mau(lans_stall, make_product, sell):
    # Half past five in the afternoon in London's winter is half past midnight of the next day in Cà Mau.
    sell(make_product(lans_stall), moment=datetime(2026, 10, 31, 17, 30, tzinfo=UTC))
    assert SaleFact.objects.get().month == "2026-11"


def test_figures_stay_where_the_seller_was(lans_stall, make_product, sell):
    product = make_product(lans_stall)
    sell(product)
    type(lans_stall).objects.filter(pk=lans_stall.pk).update(commune_code="32248")
    assert SaleFact.objects.get().commune_code == "32191"
    services.rebuild()
    assert SaleFact.objects.get().commune_code == "32191"


def test_counting_all_again_gives_the_same_rows_and_tells_nobody(lans_stall, make_product, make_stall, sell):
    mine, other = make_product(lans_stall), make_product(make_stall("32248"), title="Vọp")
    for moment in (datetime(2026, 9, 3, 5, tzinfo=UTC), datetime(2026, 10, 3, 5, tzinfo=UTC)):
        sell(mine, other, moment=moment)
    before, told = facts(), counted_events().count()
    SaleFact.objects.filter(month="2026-09").delete()
    SaleFact.objects.filter(month="2026-10").update(amount_vnd=1)
    assert services.rebuild() == len(before) == 4
    assert facts() == before
    assert counted_events().count() == told


def test_rebuilding_an_empty_market_is_no_trouble(db):
    assert services.rebuild() == 0


def test_every_fact_has_its_event(lans_stall, make_product, sell):
    sell(make_product(lans_stall))
    told = RecordedEvent.objects.filter(name="SellerOrderDelivered").values_list("payload", flat=True)
    lines = {line["line_id"] for payload in told for line in payload["lines"]}
    assert set(SaleFact.objects.values_list("line_id", flat=True)) == lines
    assert SellerOrder.objects.filter(state="delivered").count() == len(told)
