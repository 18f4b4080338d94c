"""Who brings a parcel to the buyer. A carrier touches no database: it says what it serves and under which number.

To add one (a post, a bus line that takes bookings), write a class with these things and put it into CARRIERS.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext_noop

from base.errors import InvalidInput


@dataclass(frozen=True)
class Parcel:
    """What a carrier has to know of a seller's part. Communes and province are codes."""

    seller_order_id: int
    order_number: str
    from_commune: str
    to_commune: str
    to_province: str


class Carrier(Protocol):
    """`code` names it in the database, in events and in the books; `name` is what people read."""

    code: str
    name: str
    #: Whether money paid at the door is his to hand over; of the seller himself it is in the right hands at once.
    holds_cash: bool

    def serves(self, parcel: Parcel) -> bool:
        """Whether it goes there."""

    def take_over(self, parcel: Parcel, *, given_code: str) -> str:
        """The number under which it is carried; `given_code` is what the seller copied from a receipt."""


class SellerHimself:
    """The producer brings it, or gives it to a bus, a boat or the post and keeps the receipt."""

    code = "self"
    name = gettext_noop("Sạp tự giao")
    holds_cash = False

    def serves(self, parcel: Parcel) -> bool:
        """Anywhere: how is his business."""
        return True

    def take_over(self, parcel: Parcel, *, given_code: str) -> str:
        """The number on his receipt, if there is one."""
        return given_code


class CommuneCollector:
    """Somebody of the commune who collects parcels from its producers and brings them to buyers of the province."""

    code = "commune_collector"
    name = gettext_noop("Người gom của xã")
    holds_cash = True

    def serves(self, parcel: Parcel) -> bool:
        """Within the market's own province."""
        return parcel.to_province == settings.MARKET_PROVINCE_CODE

    def take_over(self, parcel: Parcel, *, given_code: str) -> str:
        """Written on the parcel by hand: commune it comes from, order, part."""
        return f"GX{parcel.from_commune}-{parcel.order_number}-{parcel.seller_order_id}"


SELF, COLLECTOR = SellerHimself.code, CommuneCollector.code
CARRIERS: dict[str, Carrier] = {carrier.code: carrier for carrier in (SellerHimself(), CommuneCollector())}


def carrier_named(code: str) -> Carrier:
    """The carrier with this code. Raises InvalidInput."""
    if code not in CARRIERS:
        raise InvalidInput({"carrier": "unknown"})
    return CARRIERS[code]


def carriers_for(parcel: Parcel) -> list[Carrier]:
    """Who goes there."""
    return [carrier for carrier in CARRIERS.values() if carrier.serves(parcel)]
