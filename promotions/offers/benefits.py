"""Oscar's percentage and its amount off a basket, shared over the lines in whole đồng that sum exactly.

Oscar leaves a percentage of a line with its fraction, and gives what is left of an amount to the dearest line, which
may then cost less than nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from oscar.apps.basket.models import Basket, Line
from oscar.apps.offer.benefits import AbsoluteDiscountBenefit, PercentageDiscountBenefit, apply_discount
from oscar.apps.offer.results import ZERO_DISCOUNT, BasketDiscount

from base.money import Dong


class InDong:
    """Applies `off(worth)` to the goods of the offer: what goes off goods that are worth so much (đồng)."""

    value: Decimal
    off: Callable[[int], int]

    def get_applicable_lines(self, offer: Any, basket: Basket, range: Any = None) -> list[tuple[Decimal, Line]]:
        """Oscar's; of an offer that a producer bears, his own goods and no others, whatever the range says."""
        found = super().get_applicable_lines(offer, basket, range)  # type: ignore[misc]
        return [(price, line) for price, line in found if offer.borne_by_id in (None, line.stockrecord.partner_id)]

    def apply(self, basket: Basket, condition: Any, offer: Any, **kwargs: Any) -> BasketDiscount:
        """Take it off, by largest remainder: no line below nothing, and the parts sum to the whole."""
        lines = self.get_applicable_lines(offer, basket)
        free = [(price, line, line.quantity_without_offer_discount(offer)) for price, line in lines]
        worth = [int(price) * units for price, _line, units in free]
        off = min(self.off(sum(worth)), sum(worth))
        if not off:
            return ZERO_DISCOUNT
        for (_price, line, units), share in zip(free, Dong(off).share(worth), strict=True):
            if share:
                apply_discount(line, share.to_decimal(), units, offer)
        return BasketDiscount(Decimal(off))


class PercentageInDong(InDong, PercentageDiscountBenefit):
    """So many percent, never more than said: a fraction of a đồng stays with who sells."""

    class Meta:
        app_label = "offer"
        proxy = True

    def off(self, worth: int) -> int:
        """Rounded down."""
        return int(worth * self.value / 100)


class AmountInDong(InDong, AbsoluteDiscountBenefit):
    """So many đồng off all goods of the offer together."""

    class Meta:
        app_label = "offer"
        proxy = True

    def off(self, worth: int) -> int:
        """The same whatever they are worth."""
        return int(self.value)
