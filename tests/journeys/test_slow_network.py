"""What a person does before a slow network has brought everything."""

import pytest

from marketplace.demo.cast import KIOSK_PHUC
from tests.journeys.running import PHONE, open_page

pytestmark = pytest.mark.browser


def test_a_code_typed_before_its_script_has_come_sends_itself(browser, market):
    page = open_page(browser, market, PHONE)

    def type_first(route):
        page.locator("input[name=code]").fill(market.code_for(phone))
        route.continue_()

    phone = KIOSK_PHUC.phone
    page.route("**/entrance/code*.js", type_first)
    page.goto("/dang-nhap/?next=/hoi-cho/")
    page.locator("input[name=phone]").fill("0" + phone.removeprefix("+84"))
    page.get_by_role("button", name="Gửi mã cho tôi").click()
    page.wait_for_url("**/dang-nhap/mat-khau/")
    page.context.close()
