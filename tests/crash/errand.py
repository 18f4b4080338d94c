"""What people do to a market that is about to die, each of it over HTTP, and again when no answer came."""

from __future__ import annotations

from dataclasses import dataclass, field

import requests

from tests.races.serving import PATIENCE
from tests.races.shopper import Shopper


@dataclass
class Errands:
    """A buyer who orders the last bag, VNPAY that tells of a payment, another buyer whose parcel arrived."""

    product_id: int
    notice: dict[str, str]
    parcel: str
    shoppers: dict[str, Shopper] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=lambda: ["order", "notice", "parcel"])

    def run(self, base: str) -> None:
        """Do what has had no answer yet. A connection that is cut is no answer."""
        for name in list(self.unanswered):
            try:
                answer = getattr(self, f"_{name}")(base)
            except requests.ConnectionError:
                continue
            assert answer.status_code in (200, 302), answer.text
            self.unanswered.remove(name)

    def _order(self, base: str) -> requests.Response:
        return self._shopper("order", base, lambda shopper: shopper.walk_to_the_checkout(self.product_id)).order()

    def _notice(self, base: str) -> requests.Response:
        return requests.get(f"{base}/thanh-toan/vnpay/ipn", params=self.notice, timeout=PATIENCE)

    def _parcel(self, base: str) -> requests.Response:
        return self._shopper("parcel", base, lambda shopper: shopper.open(self.parcel)).send(self.parcel)

    def _shopper(self, name, base, walk) -> Shopper:
        # The page that is open stays open: it is sent again as it was, to whoever answers now.
        if name not in self.shoppers:
            shopper = Shopper(base, "Nguyễn Thị Hồng Ngọc")
            walk(shopper)
            self.shoppers[name] = shopper
        self.shoppers[name].base = base
        return self.shoppers[name]
