"""Which screens the README shows, each in the size it is used at, and how to come there."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from marketplace.demo.cast import OFFICIAL_HOA, OPERATOR_TUAN
from marketplace.demo.tables import stalls
from tests.journeys.running import DESKTOP, KIOSK, PHONE, Market, log_in


def producer(page: Page, market: Market) -> None:
    """Út Lan's stall: an order waits for her."""
    log_in(page, market, stalls()[0].phone, "/ban-hang/")


def producer_listing(page: Page, market: Market) -> None:
    """One question a screen: the photo first."""
    # Somebody else: one phone is not sent two codes in one minute.
    log_in(page, market, stalls()[1].phone, "/ban-hang/dang-hang/")


def buyer(page: Page, market: Market) -> None:
    """The market's first page."""
    page.goto("/")


def buyer_finds(page: Page, market: Market) -> None:
    """Searched without an accent."""
    page.goto("/tim-kiem/?q=mat+ong+u+minh")


def kiosk(page: Page, market: Market) -> None:
    """A fair's kiosk with two things in its basket."""
    code = market.pairing_code()
    page.goto("/hoi-cho/")
    page.locator("main input:visible").first.fill(code)
    page.keyboard.press("Enter")
    for place in (0, 2):
        page.locator(".shelf-grid button[name=add]").nth(place).click()
        page.locator(".shelf-grid .taken").nth(place // 2).wait_for()


def official(page: Page, market: Market) -> None:
    """The province this month."""
    log_in(page, market, OFFICIAL_HOA.phone, "/thong-ke/")


def operator(page: Page, market: Market) -> None:
    """What is due first."""
    log_in(page, market, OPERATOR_TUAN.phone, "/dieu-hanh/")


SHOTS: dict[str, tuple[tuple[int, int], Callable[[Page, Market], None]]] = {
    "producer": (PHONE, producer),
    "producer-listing": (PHONE, producer_listing),
    "buyer-phone": (PHONE, buyer),
    "buyer-finds": (PHONE, buyer_finds),
    "buyer": (DESKTOP, buyer),
    "kiosk": (KIOSK, kiosk),
    "official": (DESKTOP, official),
    "operator": (DESKTOP, operator),
}
