"""What is declared for a month: sales of the market's month, less what came back in it."""

from datetime import UTC, date, datetime

import pytest

from events.orders import SaleReturned, SellerOrderDelivered, SoldLine
from payments.sales.returns import book_return
from payments.sales.services import book_sale
from payments.tax.models import TaxClassification
from payments.tax.register import register_of, year_of
from sellers.models import Partner

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
#: The last second of October in Cà Mau, and the first of November.
LAST, FIRST = datetime(2026, 10, 31, 16, 59, 59, tzinfo=UTC), datetime(2026, 10, 31, 17, 0, tzinfo=UTC)


def sell(seller, number, amount, at, product=501):
    event = SellerOrderDelivered(
        number,
        f"CD{number}",
        seller.pk,
        commune_code=seller.commune_code,
        channel="web",
        fair_id=None,
        payment_method="vnpay",
        goods_vnd=amount,
        delivery_fee_vnd=20_000,
        lines=(SoldLine(number, product, "mat-ong", 1, amount),),
        carrier="commune_collector",
    )
    return book_sale(delivered=event, at=at)


def rows(month):
    return [(row.tax_class, row.sold, row.taken_back, row.vat, row.pit) for row in register_of(month)]


def test_a_month_is_the_markets_and_classes_stand_apart(lans_stall):
    TaxClassification.objects.create(
        product_id=777, effective_from=date(2026, 1, 1), tax_class="raw_own", source="vuông nhà"
    )
    sell(lans_stall, 1, 100_000, LAST)
    sell(lans_stall, 2, 200_000, FIRST)
    sell(lans_stall, 3, 50_000, FIRST, product=777)
    assert rows(OCTOBER) == [("made", 100_000, 0, 3_000, 1_500)]
    assert rows(NOVEMBER) == [("made", 200_000, 0, 6_000, 3_000), ("raw_own", 50_000, 0, 0, 0)]


def test_a_return_is_netted_in_its_own_month_also_below_nothing(lans_stall):
    sell(lans_stall, 1, 100_000, LAST)
    back = SaleReturned(1, 1, "CD1", lans_stall.pk, 40_000, 0, (SoldLine(1, 501, "mat-ong", 1, 40_000),))
    book_return(returned=back, at=FIRST)
    assert rows(OCTOBER) == [("made", 100_000, 0, 3_000, 1_500)]
    assert rows(NOVEMBER) == [("made", 0, 40_000, -1_200, -600)]
    assert [(row.month, row.revenue, row.vat) for row in year_of(lans_stall.pk, 2026)] == [
        (OCTOBER, 100_000, 3_000),
        (NOVEMBER, -40_000, -1_200),
    ]


def test_who_declares_for_himself_is_not_in_it(lans_stall):
    Partner.objects.filter(pk=lans_stall.pk).update(kind=Partner.Kind.COOPERATIVE)
    sell(lans_stall, 1, 100_000, LAST)
    assert register_of(OCTOBER) == []
