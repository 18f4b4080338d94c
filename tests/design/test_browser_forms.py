"""What JavaScript adds to forms."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


@pytest.fixture
def form_page(rendered, market_page):
    def open_form(body: str, answers=None, script="forms"):
        head = rendered("{% script name %}", name=script) + rendered("{% script 'forms' %}")
        return market_page({"/": f"<!doctype html><html lang=vi>{head}{body}", **(answers or {})})

    return open_form


def test_an_impatient_finger_sends_once(form_page):
    page = form_page(
        '<form method="post" action="/gui/"><input type="hidden" name="request_id"><button>Đặt mua</button>'
    )
    sent = []

    def take(route):
        sent.append(route.request.post_data)
        route.fulfill(status=204)  # no new page: the old one stays as it is while a slow line works

    page.route("**/gui/", take)
    with page.expect_response("**/gui/"):
        page.evaluate("() => { const b = document.querySelector('button'); b.click(); b.click(); b.click() }")
    assert page.locator("button").get_attribute("aria-busy") == "true"
    page.click("button")
    assert len(sent) == 1
    assert re.fullmatch(f"request_id={UUID}", sent[0])


def test_an_id_given_by_the_server_is_kept(form_page):
    page = form_page('<form method="post" action="/gui/"><input type="hidden" name="request_id" value="a1"><button>Gửi')
    with page.expect_request("**/gui/") as caught:
        page.click("button")
    assert caught.value.post_data == "request_id=a1"


def test_searching_is_never_shut(form_page):
    page = form_page('<form action="/tim-kiem/"><input name="q"><button>Tìm</button>')
    page.evaluate("() => document.addEventListener('submit', event => event.preventDefault(), true)")
    page.click("button")
    assert page.locator("form").get_attribute("aria-busy") is None


def test_steppers_stay_within_what_is_there(form_page, rendered):
    page = form_page(rendered("<form>{% qty 'quantity' 2 'Số túi' high=4 %}</form>"))
    more, less, box = (page.locator(part) for part in ('[data-step="1"]', '[data-step="-1"]', "input"))
    for _ in range(5):
        more.click()
    assert box.input_value() == "4"
    for _ in range(9):
        less.click()
    assert box.input_value() == "1"


def test_dots_appear_while_a_price_is_typed(form_page):
    page = form_page('<form><input data-money value="5000"></form>')
    box = page.locator("input")
    assert box.input_value() == "5.000"
    box.fill("")
    box.press_sequentially("0780000")
    assert box.input_value() == "780.000"
    box.press("Home")
    box.press_sequentially("1")
    assert box.input_value() == "1.780.000"
    box.press_sequentially("2")
    assert box.input_value() == "12.780.000", "the caret stayed behind the digit just typed"


def test_a_menu_closes_when_something_else_is_meant(form_page):
    page = form_page("<details class=menu open><summary>Ngôn ngữ</summary><p>…</p></details><p id=khac>Khác</p>")
    page.click("#khac")
    assert page.locator("details").get_attribute("open") is None
    page.click("summary")
    page.keyboard.press("Escape")
    assert page.locator("details").get_attribute("open") is None


DRAFT = """<form method="post" data-draft="dang-hang"><p data-draft-restored hidden>Đã giữ phần viết dở</p>
<input name="title" id="title"><select name="unit"><option>kg<option>túi</select><textarea name="story"></textarea>
<input type="checkbox" name="fresh" value="1"><input type="password" name="secret"></form>"""


def test_typed_words_outlive_the_page_until_they_are_accepted(form_page):
    page = form_page(DRAFT, {"/xong/": "<p data-draft-accepted=dang-hang>Đã nhận</p>"}, script="draft")
    page.fill("#title", "Khô cá khoai")
    page.select_option("select", "túi")
    page.check("[name=fresh]")
    page.fill("[name=secret]", "123456")

    page.reload()
    assert page.input_value("#title") == "Khô cá khoai"
    assert page.input_value("select") == "túi"
    assert page.is_checked("[name=fresh]")
    assert page.input_value("[name=secret]") == "", "secrets are never kept"
    assert page.is_visible("[data-draft-restored]")

    accepted = '<p data-draft-accepted="dang-hang">Đã nhận</p>'
    page.evaluate("html => document.body.insertAdjacentHTML('afterbegin', html)", accepted)
    page.evaluate("import('/static/design/js/draft.js?lai')")
    page.reload()
    assert page.input_value("#title") == ""


def test_what_the_server_sends_back_with_errors_is_newer(form_page):
    wrong = DRAFT.replace('id="title"', 'id="title" value="Khô cá" aria-invalid="true"')
    page = form_page(wrong, script="draft")
    page.evaluate(
        "() => localStorage.setItem('draft:dang-hang', JSON.stringify({at: Date.now(), values: {title: 'cũ'}}))"
    )
    page.reload()
    assert page.input_value("#title") == "Khô cá"
