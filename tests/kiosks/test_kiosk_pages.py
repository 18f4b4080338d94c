"""The kiosk in a browser without JavaScript: pair, touch, pay, receipt."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from base import clock
from events.dispatcher import dispatch_all
from marketplace.kiosks.gate import KEY_COOKIE
from marketplace.kiosks.models import KioskSale
from marketplace.kiosks.services import choose_goods, make_pairing_code, revoke_device
from orders.models import Order
from sellers.services import count_stock

pytestmark = pytest.mark.django_db


@pytest.fixture
def till(kiosk):
    """A browser that is paired."""
    client = Client()
    client.cookies[KEY_COOKIE] = kiosk[1]
    return client


def add(till, product, times=1):
    for _ in range(times):
        till.post("/hoi-cho/gio/", {"add": product.pk})


def pay_form(till):
    """The hidden fields of the pay page, as a browser would send them back."""
    html = till.get("/hoi-cho/tra-tien/").content.decode()
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', html)[1] for name in ("request_id", "cart", "shown_total")
    }


def test_an_unpaired_browser_is_asked_for_a_code(client):
    assert client.get("/hoi-cho/").url == "/hoi-cho/ghep-may/"
    assert client.get("/hoi-cho/ban/").url == "/hoi-cho/ghep-may/"
    assert "Ghép máy này vào hội chợ" in client.get("/hoi-cho/ghep-may/").content.decode()


def test_a_code_makes_the_browser_a_kiosk(client, fair, staff, shrimp):
    code = make_pairing_code(fair=fair, device_name="Quầy 3", staff=staff)
    answer = client.post("/hoi-cho/ghep-may/", {"code": code.lower()})
    assert answer.url == "/hoi-cho/ban/"
    cookie = answer.cookies[KEY_COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/hoi-cho/")
    page = client.get("/hoi-cho/ban/").content.decode()
    assert "Quầy 3 · Hội chợ Óc Om Bóc" in page
    assert "Tôm khô Rạch Gốc" in page


@pytest.mark.parametrize(("typed", "status"), [("", 200), ("SAIMA222", 422), ("x" * 50, 200), ("🦐🦐🦐", 422)])
def test_a_wrong_code_is_said_beside_the_box(client, fair, typed, status):
    answer = client.post("/hoi-cho/ghep-may/", {"code": typed})
    assert answer.status_code == status
    assert 'class="err"' in answer.content.decode()
    assert KEY_COOKIE not in answer.cookies


def test_a_revoked_browser_is_told_so(till, device):
    revoke_device(device_id=device.pk)
    answer = till.get("/hoi-cho/ban/", follow=True)
    assert "đã bị gỡ" in answer.content.decode()
    assert till.cookies[KEY_COOKIE].value == ""


def test_touching_goods_fills_the_cart(till, shrimp, squid):
    add(till, shrimp, 2)
    add(till, squid)
    page = till.get("/hoi-cho/ban/").content.decode()
    assert "3 món trong giỏ" in page
    assert "2 trong giỏ" in page
    assert "2.280.000\u00a0₫" in page


def test_no_more_than_there_is_goes_into_the_cart(till, shrimp):
    add(till, shrimp, 6)
    page = till.get("/hoi-cho/ban/").content.decode()
    assert "5 món trong giỏ" in page
    assert "chỉ còn 5 ở chợ" in page


def test_units_are_taken_out_again(till, shrimp, squid):
    add(till, shrimp, 2)
    add(till, squid)
    till.post("/hoi-cho/gio/", {"less": shrimp.pk})
    till.post("/hoi-cho/gio/", {"drop": squid.pk})
    assert "1 món trong giỏ" in till.get("/hoi-cho/ban/").content.decode()
    till.post("/hoi-cho/gio/", {"clear": "1"})
    assert "Giỏ còn trống" in till.get("/hoi-cho/ban/").content.decode()


def test_goods_are_found_without_accents(till, shrimp, squid):
    page = till.get("/hoi-cho/ban/?q=muc kho").content.decode()
    assert "Mực khô một nắng" in page
    assert "Tôm khô Rạch Gốc" not in page
    assert "Không có món nào" in till.get("/hoi-cho/ban/?q=🦐").content.decode()


def test_a_sale_and_its_receipt(till, shrimp, squid, lans_stall):
    add(till, shrimp)
    add(till, squid)
    answer = till.post("/hoi-cho/tra-tien/", pay_form(till) | {"cash_given": "2.000.000", "confirm": "1"})
    order = Order.objects.get()
    assert answer.url == f"/hoi-cho/phieu/{order.number}/"
    receipt = till.get(answer.url).content.decode()
    for words in (order.number, lans_stall.name, "1.500.000\u00a0₫", "500.000\u00a0₫", "<svg", "Bán tiếp"):
        assert words in receipt
    assert order.status == Order.Status.AWAITING_PAYMENT, "the receipt waits for no dispatcher"
    dispatch_all()
    order.refresh_from_db()
    assert order.status == Order.Status.COMPLETED
    assert "Giỏ còn trống" in till.get("/hoi-cho/ban/").content.decode()


def test_pressing_twice_sells_once_and_shows_the_same_receipt(till, shrimp):
    add(till, shrimp)
    form = pay_form(till) | {"cash_given": "", "confirm": "1"}
    first = till.post("/hoi-cho/tra-tien/", form)
    second = till.post("/hoi-cho/tra-tien/", form)
    assert first.url == second.url
    assert Order.objects.count() == 1


def test_another_cart_under_one_form_is_told_and_sold_afresh(till, shrimp, squid):
    add(till, shrimp)
    form = pay_form(till) | {"cash_given": "", "confirm": "1"}
    till.post("/hoi-cho/tra-tien/", form)
    number = Order.objects.get().number
    add(till, squid)
    other = pay_form(till) | {"cash_given": "", "confirm": "1", "request_id": form["request_id"]}
    answer = till.post("/hoi-cho/tra-tien/", other)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"Đơn {number} đã bán xong" in page
    assert f'href="/hoi-cho/phieu/{number}/"' in page
    assert Order.objects.count() == 1
    assert form["request_id"] not in page
    fresh = re.search(r'name="request_id" value="([^"]*)"', page)[1]
    assert till.post("/hoi-cho/tra-tien/", other | {"request_id": fresh}).status_code == 302
    assert Order.objects.count() == KioskSale.objects.count() == 2


def test_too_little_cash_is_said_beside_the_box_and_the_cart_stays(till, shrimp):
    add(till, shrimp)
    form = pay_form(till)
    answer = till.post("/hoi-cho/tra-tien/", form | {"cash_given": "700.000", "confirm": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Khách đưa còn thiếu 80.000\u00a0₫." in page
    assert 'value="700.000"' in page
    assert form["request_id"] in page
    assert "1 món trong giỏ" in till.get("/hoi-cho/ban/").content.decode()
    assert not Order.objects.exists()


def test_stock_that_ran_out_meanwhile_keeps_the_cart(till, shrimp):
    add(till, shrimp, 2)
    form = pay_form(till) | {"cash_given": "2000000", "confirm": "1"}
    count_stock(stock_id=shrimp.stockrecords.get().pk, available=1)
    page = till.post("/hoi-cho/tra-tien/", form).content.decode()
    assert "chỉ còn 1, không đủ 2" in page
    assert "Giỏ vẫn còn nguyên" in page
    assert "Chỉ còn 1. Bớt lại rồi nhận tiền." in page
    assert not KioskSale.objects.exists()


@pytest.mark.parametrize("typed", ["nhiều", "-5", "1,5", "9" * 16, "🦐", "10000000000"])
def test_cash_that_cannot_be_right_is_kept_and_refused(till, shrimp, typed):
    add(till, shrimp)
    answer = till.post("/hoi-cho/tra-tien/", pay_form(till) | {"cash_given": typed, "confirm": "1"})
    assert answer.status_code == 200
    assert 'id="loi-tien"' in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("button", "change"), [({"note": "500000"}, "220.000"), ({"exact": "1"}, "0"), ({"erase": "1"}, "0")]
)
def test_banknote_buttons_work_without_javascript(till, shrimp, button, change):
    add(till, shrimp)
    page = till.post("/hoi-cho/tra-tien/", pay_form(till) | {"cash_given": "500.000"} | button).content.decode()
    assert re.search(rf"data-change[^>]*>{change}(\xa0|&nbsp;)₫", page)
    assert not Order.objects.exists()


@pytest.mark.parametrize("cart", ["", "x", "1x1x1", "99999x1", "🦐", "1x0.-1x5", "1x1." * 400])
def test_a_cart_that_makes_no_sense_sells_nothing(till, shrimp, cart):
    answer = till.post("/hoi-cho/tra-tien/", {"cart": cart, "confirm": "1", "request_id": "abcdefgh"})
    assert answer.status_code in (200, 302, 422)
    till.cookies["kiosk_cart"] = cart.encode("ascii", "ignore").decode()
    assert till.get("/hoi-cho/ban/").status_code == 200
    assert not Order.objects.exists()


def test_the_cart_only_leads_back_into_the_kiosk(till, shrimp):
    for elsewhere in ("https://evil.example/", "//evil.example/", "/dieu-hanh/", "javascript:alert(1)"):
        assert till.post("/hoi-cho/gio/", {"add": shrimp.pk, "next": elsewhere}).url == "/hoi-cho/ban/"
    assert till.post("/hoi-cho/gio/", {"next": "/hoi-cho/tra-tien/"}).url == "/hoi-cho/tra-tien/"


def test_a_receipt_of_another_fair_does_not_exist(till, shrimp, staff, pair):
    from marketplace.kiosks.services import FairInput, open_fair, sell_for_cash
    from orders.services import WantedLine

    today = clock.market_day(clock.now())
    elsewhere = open_fair(fair=FairInput("Hội chợ khác", "Chợ Năm Căn", "32191", today, today))
    choose_goods(fair_id=elsewhere.pk, add=[shrimp.pk])
    device, _ = pair("Quầy 1", at=elsewhere)
    sale = sell_for_cash(device=device, request_id="abcdefgh", lines=[WantedLine(shrimp.pk, 1)])
    assert till.get(f"/hoi-cho/phieu/{sale.order.number}/").status_code == 404


def test_outside_of_its_days_the_kiosk_rests(till, shrimp):
    with clock.at(clock.now() + timedelta(days=5)):
        assert "Hôm nay quầy nghỉ" in till.get("/hoi-cho/ban/").content.decode()


def test_a_page_costs_the_same_however_much_there_is(
    till, lans_stall, make_product, fair, django_assert_max_num_queries
):
    products = [make_product(lans_stall, title=f"Khô số {n}") for n in range(20)]
    choose_goods(fair_id=fair.pk, add=[p.pk for p in products])
    with django_assert_max_num_queries(3):
        page = till.get("/hoi-cho/ban/?trang=2").content.decode()
    assert "Trang 2 trên 4" in page
