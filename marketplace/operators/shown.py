"""A listing with what an operator compares: the price per kilogram, the photo, where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from base import clock
from base.money import Dong
from catalogue.models import Product
from catalogue.photo_names import photo_url
from marketplace.design.units import price_per_base_unit
from marketplace.operators.spans import in_words
from places.register import communes
from sellers.models import Partner, StockRecord


@dataclass(frozen=True)
class ShownListing:
    """A stock record, read for the desk. The photo comes from the prefetched images."""

    stock: StockRecord

    @property
    def product(self) -> Product:
        return self.stock.product  # type: ignore[no-any-return]

    @property
    def seller(self) -> Partner:
        return self.stock.partner  # type: ignore[no-any-return]

    @property
    def price(self) -> Dong:
        return self.stock.price_vnd

    @property
    def per_base(self) -> tuple[Dong, str] | None:
        """Price per kilogram or litre; None when the unit names none, or is one itself."""
        per = price_per_base_unit(self.price.amount, self.product.unit)
        return (Dong(per[0]), per[1]) if per and per[0] != self.price.amount else None

    @property
    def image_url(self) -> str:
        """The photo at 640 px, shown large; empty when there is none."""
        return self._photo(640)

    @property
    def large_image_url(self) -> str:
        """The photo as it was kept."""
        return self._photo(1200)

    @property
    def commune_name(self) -> str:
        commune = communes().get(self.seller.commune_code)
        return commune.full_name if commune else self.seller.commune_code

    @property
    def waited(self) -> str:
        """Since it was handed in or changed: `1 giờ 10 phút`."""
        return in_words(clock.now() - self.product.date_updated)

    def _photo(self, width: int) -> str:
        photo = next(iter(self.product.images.all()), None)
        return photo_url(photo.original.name, width) if photo else ""
