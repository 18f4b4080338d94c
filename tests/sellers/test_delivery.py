"""What delivery costs: by zone and weight where a seller says so, else his flat fee."""

import pytest

from base.money import Dong
from catalogue.units import grams_of
from orders.errors import PriceChanged
from orders.services import DeliveryAddress, OrderRequest, WantedLine, place_order
from sellers.delivery import Destination, zone_of
from sellers.models import DeliveryRate, Partner
from sellers.services import set_delivery_rates

pytestmark = pytest.mark.django_db
RATES = {"commune": (10_000, 2_000), "province": (20_000, 5_000), "country": (40_000, 10_000)}


@pytest.mark.parametrize(
    ("unit", "grams"),
    [("túi 500 g", 500), ("kg", 1_000), ("chai 1,5 lít", 1_500), ("lốc 4 hộp 180 ml", 720), ("cái", 1_000)],
)
def test_what_a_unit_weighs(unit, grams):
    assert grams_of(unit) == grams


@pytest.mark.parametrize(
    ("to", "zone"),
    [
        (Destination("32191", "96"), "commune"),
        (Destination("32244", "96"), "province"),
        (Destination(), "province"),
        (Destination("26740", "79"), "country"),
    ],
)
def test_zones_are_seen_from_the_sellers_commune(lans_stall, to, zone):
    assert zone_of(lans_stall, to) == zone


@pytest.mark.parametrize(("grams", "fee"), [(1, 20_000), (2_000, 20_000), (2_001, 25_000), (4_500, 35_000)])
def test_each_kilogram_begun_costs_more(lans_stall, grams, fee):
    set_delivery_rates(seller_id=lans_stall.pk, rates=RATES)
    assert lans_stall.delivery_fee(Dong(1), zone="province", grams=grams) == Dong(fee)


def test_a_zone_without_a_rate_costs_the_flat_fee_and_large_orders_travel_free(lans_stall):
    set_delivery_rates(seller_id=lans_stall.pk, rates={"commune": (0, 0)})
    assert lans_stall.delivery_fee(Dong(1), zone="commune", grams=1) == Dong(0)
    assert lans_stall.delivery_fee(Dong(1), zone="country", grams=9_000) == Dong(25_000)
    Partner.objects.filter(pk=lans_stall.pk).update(free_delivery_from_vnd=500_000)
    lans_stall.refresh_from_db()
    assert lans_stall.delivery_fee(Dong(500_000), zone="country", grams=9_000) == Dong(0)


def test_an_order_pays_for_where_it_goes_and_what_it_weighs(lans_stall, make_product):
    set_delivery_rates(seller_id=lans_stall.pk, rates=RATES)
    product = make_product(lans_stall, price=100_000, quantity=20)

    def fee(number, commune, province, **more):
        address = DeliveryAddress("Minh", "+84912000002", "Ấp 3", commune, province)
        request = OrderRequest(f"r{number}", (WantedLine(product.pk, 6),), "cod", address=address, **more)
        return place_order(request=request).seller_orders.get().delivery_fee_vnd

    assert [fee(1, "32191", "96"), fee(2, "32244", "96"), fee(3, "26740", "79")] == [12_000, 25_000, 50_000]
    with pytest.raises(PriceChanged):
        fee(4, "26740", "79", shown_total=Dong(612_000))


def test_saying_it_again_replaces_it(lans_stall):
    set_delivery_rates(seller_id=lans_stall.pk, rates=RATES)
    set_delivery_rates(seller_id=lans_stall.pk, rates={"province": (15_000, 0)})
    assert list(DeliveryRate.objects.values_list("zone", "base_vnd")) == [("province", 15_000)]
