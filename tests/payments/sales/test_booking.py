"""What becomes of the buyer's money when goods are delivered, handed over as cash, or come back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from base.errors import FinalFailure
from events.orders import CodCashHandedOver, SaleReturned, SellerOrderDelivered, SoldLine
from payments.errors import SaleNotBooked
from payments.ledger.models import Entry, Leg
from payments.ledger.selectors import balance_of, unbalanced_entries
from payments.rates import NoRate, percent
from payments.sales.computing import LinesDiffer
from payments.sales.models import CommissionRate, Sale
from payments.sales.returns import MoreThanSold, book_return
from payments.sales.services import book_cash_handed_over, book_sale
from payments.tax.models import TaxClassification
from sellers.models import Partner

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 5, 0, tzinfo=UTC)
LINES = (SoldLine(71, 501, "mat-ong", 2, 440_000), SoldLine(72, 502, "mat-ong", 1, 95_000))


@pytest.fixture
def fees(db):
    """Five percent of everything, since long."""
    CommissionRate.objects.create(effective_from=date(2026, 1, 1), basis_points=500, source="biểu phí thử")


def delivered(seller, number=31, **more):
    about = {
        "commune_code": seller.commune_code,
        "channel": "web",
        "fair_id": None,
        "payment_method": "vnpay",
        "goods_vnd": sum(line.amount_vnd for line in more.get("lines", LINES)),
        "delivery_fee_vnd": 25_000,
        "lines": LINES,
        "carrier": "commune_collector",
    }
    return SellerOrderDelivered(number, "CDTEST", seller.pk, **(about | more))


def sell(seller, **more):
    return book_sale(delivered=delivered(seller, **more), at=NOON)


def money(seller, *more):
    codes = (f"seller:{seller.pk}", "income:commission", "tax:vat", "tax:pit", "order:CDTEST", *more)
    return [balance_of(code) for code in codes]


def test_gross_less_fee_tax_and_delivery_is_net(lans_stall, fees):
    sale = sell(lans_stall)
    assert (sale.gross_vnd, sale.commission_vnd, sale.tax_vnd, sale.carrier_fee_vnd) == (
        560_000,
        26_750,
        24_075,
        25_000,
    )
    assert sale.net_vnd == 560_000 - 26_750 - 24_075 - 25_000
    assert money(lans_stall, "carrier:commune_collector") == [484_175, 26_750, 16_050, 8_025, -560_000, 25_000]
    assert sale.holder == Sale.Holder.MARKET


def test_a_delivery_told_twice_is_booked_once(lans_stall, fees):
    assert sell(lans_stall).pk == sell(lans_stall).pk
    assert Entry.objects.count() == 1


def test_who_carries_his_own_goods_is_paid_for_it_and_holds_the_cash(lans_stall, fees):
    sale = sell(lans_stall, payment_method="cod", carrier="self")
    assert (sale.holder, sale.carrier_fee_vnd) == (Sale.Holder.SELLER, 0)
    # 535.000 and the 25.000 of the way; 5 % of the goods; 3 + 1,5 % of both. He has 560.000 and owes the rest.
    owed = 26_750 + 24_075 + 750 + 375
    assert money(lans_stall, "cash:carrier:self") == [-owed, 26_750, 16_800, 8_400, 0, 0]


def test_cash_stays_with_the_carrier_until_he_hands_it_over(lans_stall, fees):
    sale = sell(lans_stall, payment_method="cod")
    assert (sale.holder, balance_of("cash:carrier:commune_collector")) == (Sale.Holder.CARRIER, 560_000)
    hand(lans_stall, 200_000, "a")
    sale.refresh_from_db()
    assert sale.holder == Sale.Holder.CARRIER
    hand(lans_stall, 360_000, "b")
    hand(lans_stall, 360_000, "b")
    sale.refresh_from_db()
    assert (sale.holder, balance_of("bank"), balance_of("cash:carrier:commune_collector")) == ("market", 560_000, 0)


def test_cash_given_to_the_seller_is_off_what_he_is_owed(lans_stall, fees):
    sale = sell(lans_stall, payment_method="cod")
    hand(lans_stall, 560_000, "a", to="seller")
    sale.refresh_from_db()
    assert (sale.holder, balance_of(f"seller:{lans_stall.pk}")) == ("seller", 484_175 - 560_000)


def test_cash_can_go_into_a_fairs_till(lans_stall, fees):
    sell(lans_stall, payment_method="cod")
    hand(lans_stall, 560_000, "a", to="fair:3")
    assert balance_of("till:fair:3") == 560_000


def test_more_than_the_carrier_holds_is_refused(lans_stall, fees):
    sell(lans_stall, payment_method="cod")
    with pytest.raises(FinalFailure):
        hand(lans_stall, 560_001, "a")
    with pytest.raises(FinalFailure):
        hand(lans_stall, 1, "a", to="moon")


def hand(seller, amount, event_id, to="market", number=31):
    event = CodCashHandedOver(number, "CDTEST", seller.pk, "commune_collector", to, amount)
    book_cash_handed_over(handed=event, event_id=event_id, at=NOON)


def test_what_comes_before_its_sale_waits(lans_stall):
    with pytest.raises(SaleNotBooked):
        hand(lans_stall, 1, "a")
    with pytest.raises(SaleNotBooked):
        give_back(lans_stall, LINES)


def give_back(seller, lines, claim=1, delivery=0):
    goods = sum(line.amount_vnd for line in lines)
    event = SaleReturned(claim, 31, "CDTEST", seller.pk, goods, delivery, tuple(lines))
    return book_return(returned=event, at=NOON)


def test_a_whole_return_leaves_nothing_but_the_carriers_fee(lans_stall, fees):
    sell(lans_stall)
    give_back(lans_stall, LINES, delivery=25_000)
    give_back(lans_stall, LINES, delivery=25_000)
    assert money(lans_stall, "carrier:commune_collector") == [-25_000, 0, 0, 0, 0, 25_000]


def test_returns_in_pieces_come_to_the_same(lans_stall, fees):
    odd = (SoldLine(71, 501, "mat-ong", 7, 333_337),)
    sell(lans_stall, lines=odd, delivery_fee_vnd=0)
    for claim, amount in enumerate((1, 111_112, 111_113, 111_111)):
        give_back(lans_stall, [SoldLine(71, 501, "mat-ong", 1, amount)], claim)
        assert unbalanced_entries() == []
    assert money(lans_stall) == [0, 0, 0, 0, 0]


def test_more_than_was_sold_does_not_come_back(lans_stall, fees):
    sell(lans_stall)
    give_back(lans_stall, LINES[:1])
    for lines, delivery in ((LINES[:1], 0), ([SoldLine(99, 1, "x", 1, 5)], 0), (LINES[1:], 25_001)):
        with pytest.raises(MoreThanSold):
            give_back(lans_stall, lines, 2, delivery)


def test_a_discount_is_borne_by_whom_it_was_given(lans_stall, fees):
    lines = [replace(LINES[0], market_discount_vnd=50_000, seller_discount_vnd=30_000)]
    lines.append(replace(LINES[1], seller_discount_vnd=5_000))
    sale = sell(lans_stall, lines=tuple(lines), market_discount_vnd=50_000, seller_discount_vnd=35_000)
    assert (sale.buyer_paid_vnd, sale.gross_vnd) == (475_000, 525_000)
    # Fee and tax are of what he is entitled to: 500.000 for goods.
    assert money(lans_stall, "expense:promotion") == [452_500, 25_000, 15_000, 7_500, -475_000, 50_000]
    give_back(lans_stall, lines, delivery=25_000)
    assert money(lans_stall, "expense:promotion") == [-25_000, 0, 0, 0, 0, 0]


def test_a_rate_holds_from_its_day_and_a_category_has_its_own(lans_stall, fees):
    CommissionRate.objects.create(
        category_slug="mat-ong", effective_from=date(2026, 11, 2), basis_points=300, source="biểu phí thử"
    )
    assert sell(lans_stall).commission_vnd == percent(440_000, 300) + percent(95_000, 300)
    earlier = book_sale(delivered=delivered(lans_stall, 32, lines=other_lines()), at=NOON.replace(day=1))
    assert earlier.commission_vnd == percent(440_000, 500)


def other_lines():
    return (SoldLine(81, 501, "mat-ong", 2, 440_000),)


def test_own_raw_produce_is_free_from_the_day_it_was_decided(lans_stall):
    TaxClassification.objects.create(
        product_id=501, effective_from=date(2026, 11, 2), tax_class="raw_own", source="biên bản xem vườn"
    )
    assert sell(lans_stall).tax_vnd == percent(95_000, 300) + percent(95_000, 150)
    earlier = book_sale(delivered=delivered(lans_stall, 32, lines=other_lines()), at=NOON.replace(day=1))
    assert earlier.tax_vnd == percent(440_000, 300) + percent(440_000, 150)


def test_the_old_decree_holds_before_july(lans_stall):
    sale = book_sale(delivered=delivered(lans_stall), at=datetime(2026, 6, 30, 16, 59, tzinfo=UTC))
    assert (sale.vat_vnd, sale.pit_vnd) == (5_350, 2_675)
    later = book_sale(
        delivered=delivered(lans_stall, 32, lines=other_lines()), at=datetime(2026, 6, 30, 17, tzinfo=UTC)
    )
    assert (later.vat_vnd, later.pit_vnd) == (13_200, 6_600)


def test_goods_nobody_classified_pay_the_highest_rate(lans_stall):
    TaxClassification.objects.all().delete()
    assert sell(lans_stall).tax_vnd == percent(440_000, 700) + percent(95_000, 700)


@pytest.mark.parametrize("kind", [Partner.Kind.COOPERATIVE, Partner.Kind.COMPANY])
def test_a_legal_person_declares_its_own_tax(lans_stall, kind):
    Partner.objects.filter(pk=lans_stall.pk).update(kind=kind)
    assert sell(lans_stall).tax_vnd == 0


def test_without_a_rate_or_with_lines_that_do_not_sum_nothing_is_booked(lans_stall):
    with pytest.raises(NoRate):
        book_sale(delivered=delivered(lans_stall), at=datetime(2025, 6, 1, tzinfo=UTC))
    with pytest.raises(LinesDiffer):
        sell(lans_stall, goods_vnd=1)
    assert not Leg.objects.exists()
