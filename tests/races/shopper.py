"""A buyer over real HTTP with a cookie jar of his own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import requests

from tests.races.serving import PATIENCE, all_at_once
from tests.storefront.buying.buyer import TYPED

#: How many walk to the checkout at a time. Only ordering has to be at once; five hundred who walk at once wait for each
#: other's pages until the first of them gives up.
WALKERS = 12


class Shopper:
    """Walks from a product's + to the filled-in checkout, waits for the others, and orders."""

    def __init__(self, base: str, name: str) -> None:
        self.base, self.name = base, name
        self.browser = requests.Session()
        self.page = ""

    def walk_to_the_checkout(self, product_id: int) -> None:
        """Put one in, look at the basket, open the checkout."""
        self.put_in(product_id)
        assert "1 món từ 1 sạp" in self._get("/gio-hang/").text
        self.page = self._get("/thanh-toan/").text

    def put_in(self, product_id: int) -> None:
        """One more thing into the basket, while the checkout stays open."""
        self._post(f"/gio-hang/them/{product_id}/", {"quantity": "1"})

    def twin(self) -> Shopper:
        """The same buyer in another tab: the same cookies, the same open page, a connection of its own."""
        twin = Shopper(self.base, self.name)
        twin.browser.cookies.update(self.browser.cookies)
        twin.page = self.page
        return twin

    def type_code(self, code: str) -> None:
        """Use a voucher in the basket, and look at the checkout again."""
        self.open("/gio-hang/")
        token = self._hidden("csrfmiddlewaretoken")
        done = self._post("/gio-hang/ma/", {"csrfmiddlewaretoken": token, "voucher": code, "act": "voucher"})
        assert done.status_code == 302
        self.open("/thanh-toan/")
        assert code in self.page

    def order(self) -> requests.Response:
        """Send the form that is open, over a connection of its own: the server closes one that was silent for five
        seconds, perhaps in this very moment, and with a meeting point all would wait for the buyer who was cut off.
        """
        self.browser.close()
        kept = {name: self._hidden(name) for name in ("csrfmiddlewaretoken", "request_id", "shown_total")}
        return self._post("/thanh-toan/", TYPED | {"name": self.name} | kept)

    def open(self, path: str) -> None:
        """Open a page with a form."""
        self.page = self._get(path).text

    def send(self, path: str) -> requests.Response:
        """Press the one button of the page that is open."""
        return self._post(path, {"csrfmiddlewaretoken": self._hidden("csrfmiddlewaretoken")})

    def _hidden(self, name: str) -> str:
        # The last one: the language menu of the masthead is a form as well.
        return re.findall(rf'name="{name}" value="([^"]*)"', self.page)[-1]

    def _get(self, path: str) -> requests.Response:
        return self.browser.get(self.base + path, timeout=PATIENCE)

    def _post(self, path: str, data: dict[str, str]) -> requests.Response:
        return self.browser.post(self.base + path, data=data, timeout=PATIENCE, allow_redirects=False)


def all_at_the_checkout(bases: Sequence[str], how_many: int, product_id: int, *, code: str = "") -> list[Shopper]:
    """So many buyers, spread over some servers, each with one unit in the basket, a voucher, and the checkout open."""

    def walk(number: int) -> Shopper:
        shopper = Shopper(bases[number % len(bases)], f"Người mua {number}")
        shopper.walk_to_the_checkout(product_id)
        if code:
            shopper.type_code(code)
        return shopper

    with ThreadPoolExecutor(WALKERS) as walkers:
        return list(walkers.map(walk, range(how_many)))


def again_at_the_checkout(
    shoppers: Sequence[Shopper], answers: Sequence[requests.Response], product_id: int
) -> list[Shopper]:
    """There is more of it: whoever was refused opens the checkout again, and for each who got it comes somebody new."""

    def walk(shopper: Shopper, answer: requests.Response) -> Shopper:
        if answer.status_code == 409:
            shopper.open("/thanh-toan/")
            return shopper
        newcomer = Shopper(shopper.base, f"{shopper.name} sau")
        newcomer.walk_to_the_checkout(product_id)
        return newcomer

    with ThreadPoolExecutor(WALKERS) as walkers:
        return list(walkers.map(walk, shoppers, answers))


def order_at_once(shoppers: Sequence[Shopper]) -> list[requests.Response]:
    """All send the form that is open, in one moment."""

    def order(shopper: Shopper, ready: Callable[[], object]) -> requests.Response:
        ready()
        return shopper.order()

    return all_at_once(order, shoppers)
