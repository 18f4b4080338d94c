"""The phone in a real browser: one question a screen, a photo that survives, and the same without scripts."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from playwright.sync_api import expect

from base.money import Dong
from catalogue.models import Product
from sellers.models import StockRecord
from tests.catalogue.pictures import jpeg

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW = "/ban-hang/dang-hang/"
CAMERA = 'input[type="file"][capture]'


@pytest.fixture
def open_phone(browser, live_server, client, lan, lans_stall, categories):
    """Open pages as Lan on a telephone: open_phone(path, scripts=True, width=360)."""
    client.force_login(lan)
    contexts = []

    def open_page(path, *, scripts=True, width=360):
        context = browser.new_context(
            viewport={"width": width, "height": 740}, locale="vi-VN", has_touch=True, java_script_enabled=scripts
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "tom-kho.jpg"
    path.write_bytes(jpeg(3000, 2000).getvalue())
    return path


def onward(page):
    page.click("section.is-now [data-next]")


def shown_step(page):
    return page.locator(".taps .now").inner_text()


def take_photo(page, photo):
    page.set_input_files(CAMERA, photo)
    expect(page.locator('[data-photo-state="sent"]')).to_be_visible()


def test_goods_are_listed_question_by_question(open_phone, photo):
    page = open_phone(NEW)
    onward(page)
    expect(page.locator("[data-missing]")).to_have_text("Chưa có ảnh. Chụp một tấm ảnh món hàng.")
    take_photo(page, photo)
    onward(page)
    page.fill("#id_title", "tom kho rach goc")
    expect(page.locator("#id_category option").first).to_have_text("Chợ chọn giúp: Hải sản khô")
    page.click('.chip:text-is("túi 500 g")')
    onward(page)
    for key in ("7", "8"):
        page.click(f'[data-key="{key}"]')
    page.click("[data-price-mend]")
    assert page.input_value("#id_price") == "78.000"
    page.click('[data-key="0"]')
    expect(page.locator("[data-unit]")).to_have_text("/túi 500 g")
    onward(page)
    page.click('.chip:text-is("40")')
    page.click('[data-step="1"]')
    page.click('button:has-text("Đăng bán")')
    page.wait_for_url("**/ban-hang/hang/**")
    expect(page.locator(".note.leaf")).to_contain_text("Đã gửi, chờ chợ duyệt")
    stock = StockRecord.objects.select_related("product").get()
    assert (stock.price_vnd, stock.num_in_stock, stock.product.unit) == (Dong(780_000), 41, "túi 500 g")
    with default_storage.open(stock.product.images.get().original.name) as kept:
        assert Image.open(BytesIO(kept.read())).size == (1200, 800)
    assert page.evaluate("localStorage.length") == 0


def test_the_phone_makes_a_photo_small_before_it_is_sent(open_phone, photo):
    page = open_phone(NEW)
    with page.expect_request("**/ban-hang/anh/") as sent:
        page.set_input_files(CAMERA, photo)
    expect(page.locator('[data-photo-state="sent"]')).to_be_visible()
    assert int(sent.value.all_headers()["content-length"]) < photo.stat().st_size


def test_a_refused_form_opens_at_the_question_to_mend(open_phone, photo):
    page = open_phone(NEW)
    take_photo(page, photo)
    onward(page)
    page.fill("#id_title", "🦐🦐🦐")
    onward(page)
    page.fill("#id_price", "780000")
    onward(page)
    page.fill("#id_quantity", "5")
    page.click('button:has-text("Đăng bán")')
    expect(page.locator("#id_title_error")).to_contain_text("Bỏ hình")
    assert shown_step(page) == "Tên món"
    page.fill("#id_title", "Tôm khô")
    page.click("[data-step-back]")
    expect(page.locator(".shot.filled")).to_be_visible()
    for _ in range(3):
        onward(page)
    assert (page.input_value("#id_price"), page.input_value("#id_quantity")) == ("780.000", "5")
    page.click('button:has-text("Đăng bán")')
    page.wait_for_url("**/ban-hang/hang/**")
    assert Product.objects.get().images.count() == 1


def test_back_leads_to_the_question_before(open_phone, photo):
    page = open_phone(NEW)
    take_photo(page, photo)
    onward(page)
    assert shown_step(page) == "Tên món"
    page.go_back()
    assert shown_step(page) == "Ảnh"
    page.go_forward()
    page.click("[data-step-back]")
    assert shown_step(page) == "Ảnh"


def test_a_lost_signal_only_delays_the_photo(open_phone, photo):
    page = open_phone(NEW)
    page.context.set_offline(True)
    page.set_input_files(CAMERA, photo)
    expect(page.locator('[data-photo-state="local"]')).to_contain_text("Có sóng, máy tự gửi ảnh")
    expect(page.locator(".shot.filled")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator('[data-photo-state="sent"]')).to_be_visible()


def test_what_is_no_photo_is_said_at_once(open_phone, tmp_path):
    text = tmp_path / "tom.jpg"
    text.write_text("Đây không phải ảnh")
    page = open_phone(NEW)
    page.set_input_files(CAMERA, text)
    expect(page.locator('[data-photo-state="refused"]')).to_contain_text("không phải ảnh")


def test_a_closed_page_loses_nothing(open_phone, photo):
    page = open_phone(NEW)
    take_photo(page, photo)
    onward(page)
    page.fill("#id_title", "Khô cá kèo")
    page.reload()
    expect(page.locator(".shot.filled")).to_be_visible()
    expect(page.locator("[data-draft-restored]")).to_be_visible()
    onward(page)
    assert page.input_value("#id_title") == "Khô cá kèo"


def test_without_scripts_it_is_one_plain_form(open_phone, photo):
    page = open_phone(NEW, scripts=False)
    page.set_input_files('input[type="file"]:not([capture])', photo)
    page.fill("#id_title", "Khô cá kèo")
    page.fill("#id_price", "390.000")
    page.fill("#id_quantity", "30")
    page.click('button:has-text("Đăng bán")')
    page.wait_for_url("**/ban-hang/hang/**")
    assert StockRecord.objects.get().price_vnd == Dong(390_000)


def test_an_order_is_accepted_without_scripts(open_phone, lans_stall, make_product, buy):
    part = buy(make_product(lans_stall))
    page = open_phone("/ban-hang/", scripts=False)
    page.click(f"#nhan-{part.pk}")
    page.click(f'a[href="/ban-hang/don/{part.pk}/"]')
    expect(page.locator('a[href="tel:+84912000002"]')).to_be_visible()


def test_a_commune_is_found_without_accents(open_phone, browser, live_server, client, minh):
    client.force_login(minh)
    page = open_phone("/ban-hang/dang-ky/")
    page.fill("#id_name", "Sạp anh Minh")
    onward(page)
    page.fill('input[type="search"]', "dat mui")
    page.click('.found .chip:text-is("Đất Mũi")')
    expect(page.locator("#id_commune")).to_have_value("32248")


PAGES = [
    "",
    "don/",
    "don/?xem=dang-lam",
    "dang-hang/",
    "hang/",
    "tien/",
    "hoi/",
    "dan-toc/",
    "don/{part}/",
    "hang/{product}/",
]


@pytest.mark.parametrize("page_path", PAGES)
def test_nothing_is_wider_than_the_smallest_phone(open_phone, lans_stall, make_product, buy, page_path):
    name = "Mật ong rừng U Minh Hạ nguyên chất khai thác bằng nghề gác kèo ong truyền thống"
    product = make_product(lans_stall, title=name, price=100_000_000, unit="chiếc 1m6 x 2m", quantity=100_000)
    part = buy(product, 3)
    path = page_path.format(part=part.pk, product=product.pk)
    page = open_phone(f"/ban-hang/{path}", width=320)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    small = """[...document.querySelectorAll('main a[href], main button, main select, main .in')]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
        .map((one) => one.outerHTML)"""
    assert page.evaluate(small) == []
