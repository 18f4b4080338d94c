"""The price per kilogram or litre, worked out from how the seller names the pack: "túi 500 g", "lốc 4 hộp 180 ml"."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from catalogue.units import content_of


def price_per_base_unit(price_vnd: int, unit: str) -> tuple[int, str] | None:
    """(đồng, "kg" or "lít" in the reader's language) for one base unit, rounded to whole đồng.

    None when the pack names no single measure.
    """
    content = content_of(unit)
    if content is None:
        return None
    amount, base = content
    return int((price_vnd / amount).quantize(Decimal(1), ROUND_HALF_UP)), _(base)


def rounded_to_compare(price_vnd: int) -> int:
    """A price for comparing, as one would say it aloud: to the thousand from 100.000 đ up, else to the hundred."""
    step = 1000 if price_vnd >= 100_000 else 100
    return (price_vnd + step // 2) // step * step
