"""What came in, month by month, to the đồng, and who holds it."""

from datetime import UTC, datetime, timedelta

import pytest

from base import clock
from events.dispatcher import dispatch_all
from marketplace.phone.reading.money import month_bounds
from orders.services import accept_seller_order, confirm_receipt, hand_over_seller_order
from payments.models import PaymentAttempt
from payments.payouts.bank_accounts import give_bank_account
from payments.payouts.runs import approve_run, prepare_run
from payments.providers.outcome import Outcome
from payments.services import settle, start_vnpay_payment

pytestmark = pytest.mark.django_db
MONEY = "/ban-hang/tien/"


def sell(part, moment):
    with clock.at(moment):
        for step in (accept_seller_order, hand_over_seller_order, confirm_receipt):
            step(seller_order_id=part.pk)
        dispatch_all()


@pytest.fixture
def product(lans_stall, make_product):
    return make_product(lans_stall, quantity=50, price=100_000)


def test_a_month_begins_at_midnight_in_ca_mau(phone, product, buy):
    sell(buy(product, 1), datetime(2026, 9, 30, 16, 59, tzinfo=UTC))
    sell(buy(product, 2), datetime(2026, 9, 30, 17, 0, tzinfo=UTC))
    sell(buy(product, 3), datetime(2026, 10, 31, 16, 59, tzinfo=UTC))
    october = phone.get(MONEY, {"thang": "2026-10"}).context
    assert [sale.part.goods_vnd for sale in october["sales"]] == [300_000, 200_000]
    assert october["sums"].gross == 550_000
    months = [(month.first_day.isoformat(), month.goods.amount, month.orders) for month in october["months"]]
    assert months == [("2026-10-01", 500_000, 2), ("2026-09-01", 100_000, 1)]


def test_bounds_are_a_month_long_around_the_year():
    start, end = month_bounds(datetime(2026, 12, 1, tzinfo=UTC).date())
    assert (start, end) == (datetime(2026, 11, 30, 17, tzinfo=UTC), datetime(2026, 12, 31, 17, tzinfo=UTC))


def test_cash_that_he_holds_is_never_money_to_come(phone, product, buy):
    sell(buy(product, 1), clock.now())
    answer = phone.get(MONEY)
    page = answer.content.decode()
    assert "Bạn đã cầm 125.000\u00a0₫ tiền mặt của đơn này." in page
    assert "Bạn đã cầm tiền mặt, còn nợ chợ" in page
    assert "Chợ còn phải chuyển cho bạn" not in page
    # 3 % and 1,5 % of goods and of his own carrying; the market keeps nothing yet.
    assert answer.context["standing"].owes == 4_500 + 1_125
    assert "5.625" in page


def test_from_gross_to_net_and_to_the_bank_account(phone, product, buy, lans_stall, tuan):
    part = buy(product, 3, "vnpay")
    pay(part.order)
    delivered_at = clock.now() - timedelta(days=8)
    sell(part, delivered_at)
    answer = phone.get(MONEY, {"thang": f"{clock.market_day(delivered_at):%Y-%m}"})
    [shown] = answer.context["sales"]
    assert (shown.sale.gross_vnd, shown.sale.tax_vnd, shown.sale.net_vnd) == (325_000, 14_625, 310_375)
    assert (answer.context["standing"].due, shown.holder) == (310_375, "Chợ đang giữ, sẽ chuyển cho bạn.")
    give = {"bank_bin": "970405", "number": "1903 0001 23456", "holder": "Thạch Thị Lan", "tax_number": ""}
    assert phone.post(MONEY + "tai-khoan/", give).url == MONEY
    run = approve_run(run_id=prepare_run(operator=tuan, now=clock.now()).pk, operator=tuan)
    page = phone.get(MONEY, {"thang": f"{clock.market_day(delivered_at):%Y-%m}"})
    assert (page.context["standing"].to_come, "Agribank ••• 3456" in page.content.decode()) == (0, True)
    assert page.context["sales"][0].holder == "Chợ đã chuyển cho bạn."
    statement = phone.get(f"{MONEY}chuyen/{run.payouts.get().pk}/").content.decode()
    assert f"Đơn {part.order.number}, phần của bạn" in statement
    assert "1903000123456" not in statement


def pay(order):
    start_vnpay_payment(
        order_number=order.number, amount=order.total, client_ip="127.0.0.1", return_url="http://localhost/tra-ve"
    )
    attempt = PaymentAttempt.objects.get(order_number=order.number)
    settle(reference=attempt.reference, outcome=Outcome("captured", attempt.amount_vnd, "14000001", "00"))
    dispatch_all()


def test_what_cannot_be_a_bank_account_is_kept_and_explained(phone):
    typed = {"bank_bin": "", "number": "12", "holder": "Lan 2", "tax_number": "12345"}
    answer = phone.post(MONEY + "tai-khoan/", typed)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(typed)
    assert 'value="Lan 2"' in answer.content.decode()


def test_another_stalls_statement_is_not_found(client, stranger, other_stall, product, buy, lans_stall, tuan):
    part = buy(product, 3, "vnpay")
    pay(part.order)
    sell(part, clock.now() - timedelta(days=8))
    give_bank_account(seller_id=lans_stall.pk, bank_bin="970405", number="1903000123456", holder="THACH THI LAN")
    run = prepare_run(operator=tuan, now=clock.now())
    client.force_login(stranger)
    assert client.get(f"{MONEY}chuyen/{run.payouts.get().pk}/").status_code == 404


def test_orders_under_way_are_not_income(phone, product, buy):
    buy(product, 2)
    context = phone.get(MONEY).context
    assert (context["sums"].gross, context["purse"].waiting.amount) == (0, 200_000)
    assert not context["sales"]


@pytest.mark.parametrize("month", ["2026-13", "x", "2026-1", "99999-01", "２０２６-10"])
def test_any_month_is_answered(phone, month):
    assert phone.get(MONEY, {"thang": month}).status_code == 200


def test_another_stalls_money_is_not_seen(client, stranger, other_stall, product, buy):
    sell(buy(product, 5), clock.now())
    client.force_login(stranger)
    context = client.get(MONEY).context
    assert (context["sums"].gross, context["months"]) == (0, [])
