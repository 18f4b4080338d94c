"""What Oscar's offers take off a basket with goods of several producers."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given, settings
from hypothesis import strategies as st
from oscar.apps.basket.models import Basket, Line
from oscar.apps.offer.applicator import Applicator
from oscar.apps.partner.strategy import Selector

from base.errors import InvalidInput
from base.money import Dong
from catalogue.models import Category
from promotions.bearer import Bearer
from promotions.errors import UnknownVoucher, VoucherBasketTooSmall, VoucherNotForThese
from promotions.pricing import price
from promotions.selectors import voucher_named
from promotions.services import VoucherTerms
from sellers.models import StockRecord
from tests.promotions.conftest import FAR_OFF, LONG_AGO

pytestmark = pytest.mark.django_db


def goods(*wanted):
    return [(StockRecord.objects.select_related("product").get(product=product), units) for product, units in wanted]


def by_seller(off, *stalls):
    return [off.of_seller(stall.pk).amount for stall in stalls]


def test_a_percentage_is_whole_dong_that_sum(voucher, shrimp, fish, lans_stall, stall_of_hai):
    off = price(voucher(percent=7), goods((shrimp, 1), (fish, 2)))
    assert off.total.amount == (333_333 + 500_002) * 7 // 100
    assert by_seller(off, lans_stall, stall_of_hai) == [23_333, 35_000]


def test_an_amount_is_shared_over_producers_by_what_they_sell(voucher, shrimp, fish, lans_stall, stall_of_hai):
    off = price(voucher(amount=40_000, minimum=100_000), goods((shrimp, 1), (fish, 1)))
    assert by_seller(off, lans_stall, stall_of_hai) == [22_857, 17_143]


def test_oscars_own_way_through_a_stored_basket_takes_off_the_same(voucher, shrimp, fish):
    given_out = voucher(amount=40_000, minimum=100_000)
    basket = Basket.objects.create()
    for stock, units in goods((shrimp, 2), (fish, 1)):
        basket.lines.create(
            line_reference=str(stock.pk), product=stock.product, stockrecord=stock, quantity=units, price_currency="VND"
        )
    basket.vouchers.add(given_out)
    basket.strategy = Selector().strategy()
    Applicator().apply(basket, AnonymousUser())
    ours = price(given_out, goods((shrimp, 2), (fish, 1)))
    assert {line.product_id: line.discount_value for line in basket.all_lines()} == {
        line.product_id: line.amount.amount for line in ours.lines
    }
    assert basket.total_discount == 40_000
    assert [one["voucher"] for one in basket.voucher_discounts] == [given_out]
    assert not Line.objects.exclude(basket=basket).exists()


def test_what_a_producer_bears_goes_off_his_own_goods(voucher, shrimp, fish, lans_stall, stall_of_hai):
    given_out = voucher(percent=10, borne_by=lans_stall)
    off = price(given_out, goods((shrimp, 3), (fish, 1)))
    assert by_seller(off, lans_stall, stall_of_hai) == [99_999, 0]
    assert off.borne(Bearer.SELLER, seller_id=lans_stall.pk).amount == 99_999
    # Whatever somebody does to the range.
    given_out.offers.get().benefit.range.sellers.add(stall_of_hai)
    assert by_seller(price(given_out, goods((shrimp, 3), (fish, 1))), stall_of_hai) == [0]


@pytest.mark.parametrize("sellers", [(), ("lan", "hai"), ("hai",)])
def test_a_producer_never_bears_a_discount_on_other_goods(lans_stall, stall_of_hai, sellers):
    ids = tuple({"lan": lans_stall, "hai": stall_of_hai}[name].pk for name in sellers)
    terms = VoucherTerms("TET10", "Thử", LONG_AGO, FAR_OFF, percent=10, seller_ids=ids, borne_by=lans_stall.pk)
    with pytest.raises(InvalidInput) as refused:
        terms.check()
    assert refused.value.fields == {"borne_by": "own_goods_only"}


def test_a_category_and_a_producer_narrow_it(voucher, shrimp, fish, lans_stall, stall_of_hai, make_product, category):
    other = Category.add_root(name="Mật ong", slug="mat-ong")
    honey = make_product(lans_stall, "Mật ong", 100_000)
    honey.categories.set([other])
    off = price(voucher(percent=10, category_id=category.pk), goods((shrimp, 1), (fish, 1), (honey, 1)))
    assert {line.product_id for line in off.lines} == {shrimp.pk, fish.pk}
    narrow = voucher("HAI10", percent=10, category_id=category.pk, seller_ids=(stall_of_hai.pk,))
    assert {line.product_id for line in price(narrow, goods((shrimp, 1), (fish, 1))).lines} == {fish.pk}
    with pytest.raises(VoucherNotForThese):
        price(narrow, goods((shrimp, 1), (honey, 1)))


def test_too_small_a_basket_is_told_what_is_missing(voucher, shrimp, fish, lans_stall):
    given_out = voucher(amount=40_000, minimum=500_000, seller_ids=(lans_stall.pk,))
    with pytest.raises(VoucherBasketTooSmall) as refused:
        price(given_out, goods((shrimp, 1), (fish, 9)))
    assert refused.value.data["missing_vnd"] == 166_667
    assert price(given_out, goods((shrimp, 2), (fish, 9))).total == Dong(40_000)


def test_nobody_gave_out_such_a_code(voucher):
    made = voucher("TET2027", percent=5)
    assert voucher_named(" tet 2027") == made
    with pytest.raises(UnknownVoucher):
        voucher_named("TET2028")


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"percent": 91}, "percent"),
        ({"percent": 10, "amount": 5_000}, "value"),
        ({}, "value"),
        ({"amount": 40_000, "minimum": 44_000}, "minimum"),
        ({"percent": 5, "code": "Tết"}, "code"),
        ({"percent": 5, "most_orders": 0}, "most_orders"),
    ],
)
def test_terms_that_cannot_be(voucher, terms, field):
    with pytest.raises(InvalidInput) as refused:
        voucher(**terms)
    assert list(refused.value.fields) == [field]


def test_a_code_is_given_out_once(voucher):
    voucher(percent=5)
    with pytest.raises(InvalidInput):
        voucher(percent=6)


@settings(deadline=None)
@given(
    worth=st.lists(st.integers(1_000, 10_000_000), min_size=1, max_size=50), percent=st.integers(1, 90), off=st.data()
)
def test_no_line_costs_less_than_nothing(worth, percent, off):
    for amount in (sum(worth) * percent // 100, off.draw(st.integers(1, sum(worth)))):
        shares = Dong(amount).share(worth)
        assert sum(share.amount for share in shares) == amount
        assert all(0 <= share.amount <= whole for share, whole in zip(shares, worth, strict=True))
