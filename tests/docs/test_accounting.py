"""docs/accounting.md is executed: the honey is ordered, paid, delivered, paid out and half returned, leg by leg."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from base import clock
from base.money import Dong
from events.dispatcher import dispatch_all
from events.orders import CodCashHandedOver, SaleReturned, SellerOrderDelivered, SoldLine
from marketplace.operators.selectors.books import differences
from orders.services import (
    OrderRequest,
    WantedLine,
    accept_seller_order,
    confirm_receipt,
    hand_over_seller_order,
    place_order,
)
from payments.ledger.models import Leg
from payments.ledger.selectors import balance_of
from payments.ledger.services import post_entry
from payments.models import PaymentAttempt
from payments.payouts.bank_accounts import give_bank_account
from payments.payouts.runs import approve_run, prepare_run
from payments.providers.outcome import Outcome
from payments.sales.models import CommissionRate
from payments.sales.returns import book_return
from payments.sales.services import book_cash_handed_over, book_sale
from payments.services import settle, start_vnpay_payment
from tests.docs.repository import ROOT

pytestmark = pytest.mark.django_db
PAGE = (ROOT / "docs" / "accounting.md").read_text(encoding="utf-8")
ORDERED = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)


def told(story):
    """The rows of a story's table: entry, account, debit, credit."""
    block = re.search(rf"<!-- executed: {story} -->\n(.*?)<!-- end -->", PAGE, re.DOTALL)[1]
    rows, entry = [], ""
    for line in block.splitlines()[2:]:
        cells = [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        entry = cells[0] or entry
        rows.append((entry, cells[1], *(int(cell.replace(".", "") or 0) for cell in cells[2:])))
    return rows


def booked():
    """What the ledger holds, in the page's words."""
    legs = Leg.objects.select_related("entry", "account").order_by("pk")
    return [(leg.entry.kind, _named(leg.account.code), leg.debit_vnd, leg.credit_vnd) for leg in legs]


def _named(code):
    return re.sub(r"^(order|seller):.*", r"\1", code)


@pytest.fixture
def honey(lans_stall, make_product):
    CommissionRate.objects.create(effective_from=date(2026, 1, 1), basis_points=500, source="docs/accounting.md")
    with clock.at(ORDERED):
        return make_product(lans_stall, "Mật ong rừng U Minh Hạ", 220_000, 10, "chai 500 ml")


def order(honey, method):
    request = OrderRequest("honey", (WantedLine(honey.pk, 2),), method)
    return place_order(request=request)


def deliver(placed):
    part = placed.seller_orders.get()
    for step in (accept_seller_order, hand_over_seller_order, confirm_receipt):
        step(seller_order_id=part.pk)
    dispatch_all()
    return part


def pay(placed):
    start_vnpay_payment(
        order_number=placed.number, amount=placed.total, client_ip="127.0.0.1", return_url="http://localhost/tra-ve"
    )
    attempt = PaymentAttempt.objects.get()
    settle(reference=attempt.reference, outcome=Outcome("captured", attempt.amount_vnd, "14000001", "00"))
    dispatch_all()


def test_paid_through_vnpay_and_one_bottle_comes_back(honey, lans_stall, tuan):
    with clock.at(ORDERED):
        placed = order(honey, "vnpay")
        pay(placed)
    with clock.at(ORDERED + timedelta(days=3)):
        part = deliver(placed)
        give_bank_account(seller_id=lans_stall.pk, bank_bin="970405", number="1903000123456", holder="BAY TRAM")
    with clock.at(ORDERED + timedelta(days=13)):
        run = prepare_run(operator=tuan, now=clock.now())
        approve_run(run_id=run.pk, operator=tuan)
        line = part.lines.get()
        back = (SoldLine(line.pk, honey.pk, line.category_slug, 1, 220_000),)
        claim = SaleReturned(1, part.pk, placed.number, lans_stall.pk, 220_000, 0, back)
        book_return(returned=claim, at=clock.now())
        given_back = Dong(220_000)
        post_entry(
            reference="refund:1",
            kind="refund",
            debit={f"order:{placed.number}": given_back},
            credit={"vnpay": given_back},
        )
    assert booked() == told("vnpay")
    assert balance_of(f"seller:{lans_stall.pk}") == -199_100
    assert differences() == []


def test_cash_at_the_door_brought_by_himself(honey):
    with clock.at(ORDERED):
        deliver(order(honey, "cod"))
    assert booked() == told("own_cash")
    assert differences() == []


def delivered(seller, **more):
    about = {
        "commune_code": seller.commune_code,
        "channel": "web",
        "fair_id": None,
        "goods_vnd": 440_000,
        "delivery_fee_vnd": 25_000,
        "lines": (SoldLine(1, 1, "mat-ong", 2, 440_000),),
    }
    return SellerOrderDelivered(1, "CDHONEY", seller.pk, **(about | more))


def test_cash_at_the_door_brought_by_the_collector(honey, lans_stall):
    book_sale(delivered=delivered(lans_stall, payment_method="cod", carrier="commune_collector"), at=ORDERED)
    handed = CodCashHandedOver(1, "CDHONEY", lans_stall.pk, "commune_collector", "market", 465_000)
    book_cash_handed_over(handed=handed, event_id="1", at=ORDERED)
    assert booked() == told("collector")


def test_a_discount_that_the_market_bears(honey, lans_stall):
    lines = (SoldLine(1, 1, "mat-ong", 2, 440_000, market_discount_vnd=40_000),)
    sold = delivered(lans_stall, payment_method="vnpay", market_discount_vnd=40_000, lines=lines)
    book_sale(delivered=sold, at=ORDERED)
    assert booked() == told("voucher")


def test_every_account_and_entry_that_is_booked_on_is_on_the_page():
    assert {row[1] for story in ("vnpay", "own_cash", "collector", "voucher") for row in told(story)} <= set(
        re.findall(r"`([a-z]+(?::[a-z_]+)*)`", PAGE)
    )
