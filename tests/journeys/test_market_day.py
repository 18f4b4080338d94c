"""The whole job of the company in a real browser: listed by phone, found, bought, paid, told, delivered, counted."""

import re

import pytest
from playwright.sync_api import expect

from marketplace.demo.cast import OFFICIAL_HOA, OPERATOR_TUAN
from marketplace.demo.pictures import on_plate
from marketplace.demo.tables import stalls
from places import register
from tests.journeys.running import DESKTOP, PHONE, log_in, open_page

pytestmark = pytest.mark.browser

NAME = "Tôm khô phơi chợ nổi Út Lan"
TYPED_WITHOUT_ACCENTS = "tom kho phoi cho noi"


@pytest.fixture
def windows(browser, market):
    """The four people's own browsers; all of them are closed in the end."""
    opened = {
        "producer": open_page(browser, market, PHONE),
        "operator": open_page(browser, market, DESKTOP),
        "buyer": open_page(browser, market, PHONE),
        "official": open_page(browser, market, DESKTOP),
    }
    yield opened
    for page in opened.values():
        page.context.close()


def test_from_a_photo_to_the_officials_figure(windows, market):
    stall = stalls()[0]
    producer, operator, buyer, official = (windows[who] for who in ("producer", "operator", "buyer", "official"))

    log_in(producer, market, stall.phone, "/ban-hang/")
    list_dried_shrimp(producer)

    log_in(operator, market, OPERATOR_TUAN.phone, "/dieu-hanh/")
    approve(operator)

    log_in(official, market, OFFICIAL_HOA.phone, "/thong-ke/")
    commune = register.commune(stall.commune_code).full_name
    before = orders_of(official, commune)

    find_and_order(buyer)
    producer.goto("/ban-hang/")
    expect(producer.locator(".call", has_text=NAME)).to_have_count(0)
    pay_by_vnpay(buyer)

    # Nobody touches the producer's phone: the order comes by itself.
    expect(producer.locator(".call", has_text=NAME)).to_be_visible(timeout=10_000)
    expect(buyer.get_by_text("Đã nhận tiền").first).to_be_visible(timeout=10_000)

    fulfil(producer)
    expect(buyer.get_by_role("link", name="Tôi đã nhận hàng")).to_be_visible(timeout=10_000)
    confirm_receipt(buyer)

    # Nor the official's desk: her commune's figure moves while she watches.
    expect(orders_cell(official, commune)).to_have_text(str(before + 1), timeout=10_000)


def list_dried_shrimp(page):
    page.get_by_role("link", name="Đăng hàng").click()
    photo = {"name": "tom-kho.png", "mimeType": "image/png", "buffer": on_plate("tom-kho", 0).getvalue()}
    page.locator("input[type=file]").first.set_input_files(photo)
    expect(page.locator("[data-photo-state=sent]")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Tiếp")).locator("visible=true").click()
    page.locator("input[name=title]").fill(NAME)
    expect(page.locator("select[name=category] option").first).to_have_text("Chợ chọn giúp: Hải sản khô")
    page.locator("input[name=unit]").fill("túi 250 g")
    page.get_by_role("button", name=re.compile("^Tiếp")).locator("visible=true").click()
    page.locator("input[name=price]").fill("340000")
    page.get_by_role("button", name=re.compile("^Tiếp")).locator("visible=true").click()
    page.locator("input[name=quantity]").fill("12")
    page.get_by_role("button", name="Đăng bán").click()
    expect(page.get_by_text("Chờ duyệt")).to_be_visible()
    expect(page.get_by_text("340.000")).to_be_visible()


def approve(page):
    page.goto("/dieu-hanh/hang/")
    page.get_by_role("link", name=NAME).first.click()
    page.get_by_role("button", name="Duyệt, cho hiện trên chợ").click()
    page.goto("/dieu-hanh/hang/")
    expect(page.get_by_text(NAME)).to_have_count(0)


def find_and_order(page):
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("searchbox").fill(TYPED_WITHOUT_ACCENTS)
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name=NAME).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    page.get_by_role("button", name="Mua ngay").click()
    page.wait_for_url("**/thanh-toan/**")
    page.locator("input[name=name]").fill("Trần Thị Bé Ba")
    page.locator("input[name=phone]").fill("0939 111 222")
    page.locator("select[name=commune]").select_option("32191")
    page.locator("input[name=line]").fill("Số 5, ấp 3")
    page.locator("input[name=payment_method][value=vnpay]").check()
    page.get_by_role("button", name="Đặt mua").click()
    page.wait_for_url("**/mo-phong/vnpay/**")


def pay_by_vnpay(page):
    page.get_by_role("button", name=re.compile("thành công", re.I)).click()
    page.wait_for_url("**/don-hang/**")


def fulfil(page):
    page.locator(".call", has_text=NAME).get_by_role("button", name="Nhận đơn").click()
    page.get_by_role("link", name=re.compile(NAME)).first.click()
    page.get_by_role("button", name="Đã gói xong").click()
    page.get_by_role("button", name="Đã giao cho người chở").click()
    expect(page.get_by_role("heading", name="Hàng đang trên đường")).to_be_visible()


def confirm_receipt(page):
    page.get_by_role("link", name="Tôi đã nhận hàng").click()
    page.get_by_role("button", name="Đã nhận đủ hàng").click()
    expect(page.get_by_text("Đã giao").first).to_be_visible()


def orders_cell(page, commune):
    """Where the official's table shows a commune's completed orders."""
    row = page.locator("#xa-phuong tbody tr", has=page.locator(f'th:text-is("{commune}")'))
    return row.locator("[data-figure=orders]")


def orders_of(page, commune):
    """How many they are; none while the commune is not in the table."""
    cell = orders_cell(page, commune)
    return int(cell.inner_text().replace(".", "")) if cell.count() else 0
