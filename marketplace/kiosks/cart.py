"""What lies on the table before it is paid: a short text in a cookie and in the form, checked again when it is sold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from base.money import Dong, total
from marketplace.kiosks.selectors.goods import FairGoods
from orders.services import WantedLine
from orders.services.placing import MOST_UNITS_OF_ONE

COOKIE = "kiosk_cart"
MOST_LINES = 60
_LINE = re.compile(r"([1-9][0-9]{0,17})x([1-9][0-9]{0,2})", re.ASCII)


def read_cart(text: str) -> dict[int, int]:
    """`12x2.15x1` → {12: 2, 15: 1}. What does not read like a line is left out, for a cookie may hold anything."""
    lines = (_LINE.fullmatch(part) for part in text.split(".")[:MOST_LINES])
    return {int(line[1]): int(line[2]) for line in lines if line}


def write_cart(units: dict[int, int]) -> str:
    """The text of a cart."""
    kept = [f"{product_id}x{min(n, MOST_UNITS_OF_ONE)}" for product_id, n in units.items() if n > 0]
    return ".".join(kept[:MOST_LINES])


@dataclass(frozen=True)
class CartLine:
    """Units of one product. `short` says that fewer are left by now."""

    goods: FairGoods
    quantity: int

    @property
    def amount(self) -> Dong:
        return Dong(self.goods.price_vnd * self.quantity)

    @property
    def short(self) -> bool:
        return self.quantity > self.goods.available


@dataclass(frozen=True)
class Cart:
    """The cart as shown: what the fair still has, at the price of this moment."""

    lines: tuple[CartLine, ...]

    @classmethod
    def of(cls, text: str, goods: Iterable[FairGoods]) -> Cart:
        """A cart of goods of the fair; what is not there (any more) is left out."""
        known = {one.product_id: one for one in goods}
        return cls(tuple(CartLine(known[pk], n) for pk, n in read_cart(text).items() if pk in known))

    @property
    def total(self) -> Dong:
        return total([line.amount for line in self.lines])

    @property
    def units(self) -> int:
        return sum(line.quantity for line in self.lines)

    @property
    def text(self) -> str:
        return write_cart({line.goods.product_id: line.quantity for line in self.lines})

    def quantity_of(self, product_id: int) -> int:
        """Units of one product; none when it is not in the cart."""
        return next((line.quantity for line in self.lines if line.goods.product_id == product_id), 0)

    def wanted(self) -> list[WantedLine]:
        """The cart as the order service takes it."""
        return [WantedLine(line.goods.product_id, line.quantity) for line in self.lines]
