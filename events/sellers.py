"""What happens to a producer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from events.base import Event


@dataclass(frozen=True)
class SellerEvent(Event):
    """Anything that happens to one seller."""

    aggregate: ClassVar[str] = "seller"
    key: ClassVar[str] = "seller_id"

    seller_id: int
    commune_code: str


@dataclass(frozen=True)
class SellerRegistered(SellerEvent):
    """A producer asked to open a stall; an operator has to look at it."""


@dataclass(frozen=True)
class SellerApproved(SellerEvent):
    """An operator let the stall open."""

    operator_id: int | None


@dataclass(frozen=True)
class SellerRefused(SellerEvent):
    """An operator said no; the reason is on the seller's record."""

    operator_id: int | None


@dataclass(frozen=True)
class SellerSuspended(SellerEvent):
    """An operator closed the stall for a while: its goods leave the market. The reason is on the seller's record."""

    operator_id: int | None


@dataclass(frozen=True)
class SellerReopened(SellerEvent):
    """An operator opened a suspended stall again, with the goods it had."""

    operator_id: int | None


@dataclass(frozen=True)
class SellerChanged(SellerEvent):
    """What buyers see of the stall (name, story, delivery fee) changed."""
