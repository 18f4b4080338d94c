"""Where a discounted order's money goes: to whom it belongs, out of whose pocket, and back in the same shares."""

from datetime import date

import pytest

from base.money import Dong
from events.dispatcher import dispatch_all
from indicators.models import SaleFact
from marketplace.operators.selectors.books import differences
from orders.claims.amounts import most_to_give_back
from orders.models import OrderDiscount, SellerOrder
from orders.services import (
    ClaimRequest,
    accept_seller_order,
    cancel_order,
    confirm_receipt,
    grant_claim,
    hand_over_seller_order,
    open_claim,
    refuse_seller_order,
    refuse_seller_order_lines,
)
from payments.ledger.selectors import balance_of
from payments.sales.models import CommissionRate, Sale, SaleReturn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fees(db):
    """Five percent of everything, since long."""
    CommissionRate.objects.create(effective_from=date(2026, 1, 1), basis_points=500, source="biểu phí thử")


@pytest.fixture
def bring(db):
    """bring(part): accepted, handed over, in the buyer's hand, and booked."""

    def deliver(part):
        for step in (accept_seller_order, hand_over_seller_order, confirm_receipt):
            step(seller_order_id=part.pk)
        dispatch_all()
        return Sale.objects.get(seller_order_id=part.pk)

    return deliver


def test_each_part_keeps_its_discount_with_the_bearer(voucher, order, shrimp, fish, lans_stall, stall_of_hai):
    voucher(amount=40_000, minimum=100_000)
    placed = order(shrimp, fish, voucher_code="TET10")
    rows = placed.discounts.order_by("pk").values_list("seller_order__seller", "bearer", "amount", "voucher_code")
    assert list(rows) == [
        (lans_stall.pk, "market", 22_857, "TET10"),
        (stall_of_hai.pk, "market", 17_143, "TET10"),
    ]
    parts = list(placed.seller_orders.all())
    assert [part.market_discount_vnd for part in parts] == [22_857, 17_143]
    assert sum(part.total.amount for part in parts) == placed.total.amount
    line = parts[0].lines.get()
    assert (line.line_price_before_discounts_incl_tax, line.line_price_incl_tax) == (333_333, 310_476)


@pytest.mark.parametrize("method", ["cod", "vnpay"])
def test_the_market_makes_up_for_what_it_bears(voucher, order, pay, bring, shrimp, lans_stall, method):
    voucher(amount=40_000, minimum=100_000)
    placed = order(shrimp, method=method, voucher_code="TET10")
    if method == "vnpay":
        pay(placed)
    fee = placed.seller_orders.get().delivery_fee_vnd
    sale = bring(placed.seller_orders.get())
    assert (sale.goods_vnd, sale.market_discount_vnd, sale.seller_discount_vnd) == (333_333, 40_000, 0)
    assert (sale.gross_vnd, sale.buyer_paid_vnd) == (333_333 + fee, 293_333 + fee)
    assert sale.commission_vnd == 16_667
    assert balance_of("expense:promotion") == 40_000
    assert balance_of(f"order:{placed.number}") == 0
    assert differences() == []
    assert SaleFact.objects.get().amount_vnd == 333_333


def test_a_producer_gets_less_by_what_he_bears_and_pays_less_fee_and_tax(
    voucher, order, bring, shrimp, fish, lans_stall
):
    voucher(percent=10, borne_by=lans_stall)
    placed = order(shrimp, 3, fish, voucher_code="TET10")
    lans, hais = placed.seller_orders.order_by("seller__name")
    if lans.seller_id != lans_stall.pk:
        lans, hais = hais, lans
    assert (lans.seller_discount_vnd, hais.seller_discount_vnd) == (99_999, 0)
    sale = bring(lans)
    assert sale.lines.get(line_id__isnull=False).amount_vnd == 900_000
    assert sale.commission_vnd == 45_000
    assert balance_of("expense:promotion") == 0
    bring(hais)
    assert differences() == []
    assert SaleFact.objects.get(seller_id=lans_stall.pk).amount_vnd == 900_000
    assert OrderDiscount.objects.get().bearer == "seller"


def test_cancelling_gives_back_what_was_paid(voucher, order, pay, shrimp, recorded):
    voucher(percent=10)
    placed = pay(order(shrimp, method="vnpay", voucher_code="TET10"))
    cancel_order(order_number=placed.number, by="buyer")
    assert [due["amount_vnd"] for due in recorded("RefundBecameDue")] == [placed.total.amount]


def test_one_producer_refuses_and_his_share_of_the_discount_goes_with_him(voucher, order, pay, shrimp, fish, recorded):
    voucher(amount=40_000, minimum=100_000)
    placed = pay(order(shrimp, fish, method="vnpay", voucher_code="TET10"))
    first, second = placed.seller_orders.order_by("pk")
    refuse_seller_order(seller_order_id=first.pk, reason="Hết hàng")
    assert [due["amount_vnd"] for due in recorded("RefundBecameDue")] == [first.total.amount]
    assert placed.total.amount - first.total.amount == second.total.amount


def test_units_that_are_not_given_take_their_share_with_them(voucher, order, pay, bring, shrimp, recorded):
    voucher(amount=10_000, minimum=100_000)
    placed = pay(order(shrimp, 3, method="vnpay", voucher_code="TET10"))
    part = placed.seller_orders.get()
    before, line = part.total.amount, part.lines.get()
    accept_seller_order(seller_order_id=part.pk)
    refuse_seller_order_lines(seller_order_id=part.pk, refused={line.pk: 1}, reason="Hết")
    part.refresh_from_db()
    assert (part.goods_vnd, part.market_discount_vnd) == (666_666, 6_667)
    [due] = recorded("RefundBecameDue")
    assert due["amount_vnd"] == before - part.total.amount == 330_000
    hand_over_seller_order(seller_order_id=part.pk)
    confirm_receipt(seller_order_id=part.pk)
    dispatch_all()
    assert Sale.objects.get().market_discount_vnd == 6_667
    assert balance_of("expense:promotion") == 6_667
    # What is owed for the order is what goes back to the buyer.
    assert balance_of(f"order:{placed.number}") + refunded(placed) == 330_000
    assert differences() == []


def refunded(placed):
    from payments.ledger.models import Leg

    legs = Leg.objects.filter(account__code=f"order:{placed.number}", entry__kind__startswith="refund")
    return sum(leg.debit_vnd - leg.credit_vnd for leg in legs)


def complain(part, units, number, amount=None):
    from base import clock

    line = part.lines.order_by("pk").first()
    wish = ClaimRequest(f"claim-{number}", part.pk, "damaged", ((line.pk, units),), "Hàng bể")
    claim = open_claim(request=wish, now=clock.now())
    most = most_to_give_back(claim, part).goods_vnd
    grant_claim(
        claim_id=claim.pk,
        amount=Dong(amount or most),
        with_delivery_fee=amount is None and units == 1,
        words="",
        operator=None,
    )
    claim.refresh_from_db()
    assert most_to_give_back(claim, part).goods_vnd >= 0
    dispatch_all()
    return most


@pytest.mark.parametrize("borne", ["market", "seller"])
def test_returns_leave_nothing_over(voucher, order, bring, shrimp, lans_stall, borne):
    more = {"borne_by": lans_stall} if borne == "seller" else {}
    voucher(amount=10_001, minimum=100_000, **more)
    placed = order(shrimp, 3, voucher_code="TET10")
    part = placed.seller_orders.get()
    bring(part)
    part.refresh_from_db()
    most = [complain(part, 2, 1), complain(part, 1, 2)]
    assert most == [666_666 - 6_667, 333_333 - 3_334]
    given = sum(SaleReturn.objects.values_list("buyer_gets_vnd", flat=True))
    assert given == part.total.amount == placed.total.amount
    codes = ("expense:promotion", "income:commission", "tax:vat", "tax:pit")
    assert [balance_of(code) for code in codes] == [0, 0, 0, 0]
    assert differences() == []


def test_half_of_a_claim_takes_half_of_the_discount_back(voucher, order, bring, shrimp):
    voucher(amount=10_001, minimum=100_000)
    part = order(shrimp, 3, voucher_code="TET10").seller_orders.get()
    bring(part)
    part.refresh_from_db()
    most = complain(part, 2, 1, amount=100_000)
    [back] = SaleReturn.objects.all()
    assert (back.buyer_gets_vnd, back.promotion_back_vnd) == (100_000, 6_667 * 100_000 // most)
    assert differences() == []


def test_a_voucher_for_one_kind_of_goods_is_given_back_with_these_alone(
    voucher, order, bring, shrimp, lans_stall, make_product, category
):
    from catalogue.models import Category

    honey = make_product(lans_stall, "Mật ong", 100_000)
    honey.categories.set([Category.add_root(name="Mật ong", slug="mat-ong")])
    voucher(percent=50, category_id=category.pk)
    part = order(honey, 1, shrimp, 1, voucher_code="TET10").seller_orders.get()
    bring(part)
    part.refresh_from_db()
    whole = {line.title: (line.market_discount.amount, line.amount.amount) for line in part.lines.all()}
    assert whole == {"Mật ong": (0, 100_000), "Tôm khô": (166_666, 333_333)}
    first = part.lines.order_by("pk").first()
    assert complain(part, 1, 1) == first.amount.amount - first.market_discount.amount
    assert SellerOrder.objects.get().total.amount > 0
    assert differences() == []
