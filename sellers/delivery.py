"""Which zone a buyer lives in, seen from a seller's commune."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from sellers.models import DeliveryRate, Partner

Zone = DeliveryRate.Zone


@dataclass(frozen=True)
class Destination:
    """Where a parcel goes, by codes; as long as nobody has said where, somewhere in the market's own province."""

    commune_code: str = ""
    province_code: str = settings.MARKET_PROVINCE_CODE


SOMEWHERE = Destination()


def zone_of(seller: Partner, to: Destination) -> Zone:
    """The same commune, the market's province (all sellers live there), or the rest of the country."""
    if to.commune_code and to.commune_code == seller.commune_code:
        return Zone.COMMUNE
    return Zone.PROVINCE if to.province_code == settings.MARKET_PROVINCE_CODE else Zone.COUNTRY
