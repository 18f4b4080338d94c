"""What happens to a listing: one product of one seller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from events.base import Event


@dataclass(frozen=True)
class ProductEvent(Event):
    """Anything that happens to one product."""

    aggregate: ClassVar[str] = "product"
    key: ClassVar[str] = "product_id"

    product_id: int
    seller_id: int


@dataclass(frozen=True)
class ProductSubmitted(ProductEvent):
    """The producer finished a listing; an operator has to look at it."""


@dataclass(frozen=True)
class ProductListed(ProductEvent):
    """The listing is on the market."""

    category_slug: str
    price_vnd: int


@dataclass(frozen=True)
class ProductRefused(ProductEvent):
    """An operator did not let the listing on the market; the reason is on the product."""


@dataclass(frozen=True)
class ProductChanged(ProductEvent):
    """Name, photo, price, unit, category or text changed."""

    price_vnd: int


@dataclass(frozen=True)
class ProductPaused(ProductEvent):
    """The producer took the listing off the market for a while."""


@dataclass(frozen=True)
class ProductResumed(ProductEvent):
    """The producer put the listing back."""


@dataclass(frozen=True)
class StockChanged(ProductEvent):
    """What can be bought changed (counted by the producer, reserved, given back, sold). Units of the listing."""

    available: int
