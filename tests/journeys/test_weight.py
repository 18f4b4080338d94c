"""What a first visit costs somebody who pays for every megabyte."""

import pytest

from tests.journeys.running import PHONE, open_page

pytestmark = pytest.mark.browser

MOST_BEFORE_PHOTOS = 60_000


def test_the_first_page_is_light_before_photos(browser, market):
    page = open_page(browser, market, PHONE)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    addresses, sizes = {}, {}
    network.on("Network.responseReceived", lambda e: addresses.update({e["requestId"]: e["response"]["url"]}))
    network.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    page.goto("/", wait_until="networkidle")
    # On the wire: compressed bodies with their headers.
    costs = {addresses[request]: size for request, size in sizes.items() if "/media/" not in addresses[request]}
    page.context.close()
    assert any(address.endswith("/") for address in costs)
    assert sum(costs.values()) <= MOST_BEFORE_PHOTOS, costs
