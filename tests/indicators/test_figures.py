"""The figures by commune, category and month."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from base.money import Dong
from catalogue.models import Category
from indicators.selectors import Figures, Slice, by, first_month, last_counted, together, total
from sellers.services import approve_product, list_product
from sellers.services.listings import ListingInput

pytestmark = pytest.mark.django_db

SEPTEMBER, OCTOBER = datetime(2026, 9, 12, 3, tzinfo=UTC), datetime(2026, 10, 12, 3, tzinfo=UTC)
BOTH = Slice("2026-09", "2026-10")


@pytest.fixture
def sales(lans_stall, make_stall, make_product, sell):
    """Lan sells in both months, somebody in Đất Mũi in October, without cash."""
    shrimp, clam = make_product(lans_stall, price=700_000), make_product(make_stall("32248"), "Vọp", price=90_000)
    sell(shrimp, moment=SEPTEMBER)
    sell(shrimp, quantity=2, moment=OCTOBER)
    sell(clam, quantity=3, method="vnpay", moment=OCTOBER)
    return shrimp, clam


def test_the_total(sales):
    assert total(BOTH) == Figures(
        orders=3, sales_vnd=3 * 700_000 + 3 * 90_000, units=6, sellers=2, communes=2, cashless_orders=1
    )
    assert total(BOTH).cashless_percent == Decimal("33.3")


def test_by_commune(sales):
    figures = by("commune_code", BOTH)
    assert list(figures) == ["32191", "32248"]
    assert figures["32191"].orders == 2
    assert figures["32248"].sales_vnd == 270_000


def test_by_month_a_seller_is_one_in_each(sales):
    figures = by("month", BOTH)
    assert {month: one.sellers for month, one in figures.items()} == {"2026-09": 1, "2026-10": 2}
    assert total(BOTH).sellers == 2


def test_a_slice_is_a_slice(sales):
    assert total(Slice("2026-09", "2026-09")).orders == 1
    assert total(Slice("2026-09", "2026-10", commune_code="32248")).units == 3
    assert total(Slice("2026-09", "2026-10", category_slug="mat-ong")) == Figures()
    assert total(Slice("2026-11", "2026-12")).cashless_percent is None


def test_several_communes_as_one(sales):
    assert together(["32191", "32248"], BOTH) == total(BOTH)
    assert together([], BOTH) == Figures()


def test_an_order_of_two_categories_counts_in_both(lans_stall, make_product, sell, tuan):
    honey_stall = Category.add_root(name="Mật ong", slug="mat-ong")
    honey = list_product(
        seller_id=lans_stall.pk, listing=ListingInput("Mật ong", Dong(350_000), "chai", 5, honey_stall.pk)
    )
    approve_product(product_id=honey.pk, operator=tuan)
    sell(make_product(lans_stall), honey, moment=OCTOBER)
    assert {slug: one.orders for slug, one in by("category_slug", BOTH).items()} == {"hai-san-kho": 1, "mat-ong": 1}
    assert total(BOTH).orders == 1


def test_when_it_began_and_how_fresh_it_is(sales):
    assert first_month() == "2026-09"
    assert last_counted() == OCTOBER


def test_an_empty_market(db):
    assert (first_month(), last_counted()) == ("", None)
    assert total(BOTH) == Figures()
    assert by("month", BOTH) == {}
