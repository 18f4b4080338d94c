"""The price per kilogram or litre, worked out from how the seller names the pack: "túi 500 g", "lốc 4 hộp 180 ml"."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_LITRE = gettext_noop("lít")
#: measure word -> (base unit, how much of it one is)
_MEASURES = {
    "kg": ("kg", Decimal(1)),
    "ký": ("kg", Decimal(1)),
    "kí": ("kg", Decimal(1)),
    "lạng": ("kg", Decimal("0.1")),
    "g": ("kg", Decimal("0.001")),
    "gr": ("kg", Decimal("0.001")),
    "gam": ("kg", Decimal("0.001")),
    "gram": ("kg", Decimal("0.001")),
    "lít": (_LITRE, Decimal(1)),
    "lit": (_LITRE, Decimal(1)),
    "l": (_LITRE, Decimal(1)),
    "ml": (_LITRE, Decimal("0.001")),
}
_PACK = r"(?:[x×*]|(?:chai|gói|hộp|hũ|túi|lon|bịch|bao|vỉ|can|bình|keo|lọ)\s)"
_PATTERN = re.compile(
    rf"(?:\b(?P<count>\d+)\s*{_PACK}\s*)?"
    r"(?P<range>\d[\d.,]*\s*[-–]\s*)?"
    r"(?P<amount>\d+(?:[.,]\d+)*)?\s*"
    rf"\b(?P<measure>{'|'.join(sorted(_MEASURES, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
#: "500g" has no word boundary between digit and letter; one space makes both spellings the same.
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])")


def price_per_base_unit(price_vnd: int, unit: str) -> tuple[int, str] | None:
    """(đồng, "kg" or "lít" in the reader's language) for one base unit, rounded to whole đồng.

    None when the pack names no single measure.
    """
    content = _content(unit)
    if content is None:
        return None
    amount, base = content
    return int((price_vnd / amount).quantize(Decimal(1), ROUND_HALF_UP)), _(base)


@lru_cache(maxsize=2048)
def _content(unit: str) -> tuple[Decimal, str] | None:
    """How much of which base unit a pack holds. The market's packs are named in a few hundred ways."""
    found = _PATTERN.search(_GLUED.sub(" ", unit))
    if found is None or found["range"]:
        return None
    base, factor = _MEASURES[found["measure"].lower()]
    amount = factor * _decimal(found["amount"]) * int(found["count"] or 1)
    return (amount, base) if amount > 0 else None


def rounded_to_compare(price_vnd: int) -> int:
    """A price for comparing, as one would say it aloud: to the thousand from 100.000 đ up, else to the hundred."""
    step = 1000 if price_vnd >= 100_000 else 100
    return (price_vnd + step // 2) // step * step


def _decimal(written: str | None) -> Decimal:
    """1 when nothing is written. "1.000" is a thousand, "1,5" and "1.5" are one and a half."""
    if written is None:
        return Decimal(1)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", written):
        return Decimal(written.replace(".", ""))
    return Decimal(written.replace(",", ".", 1)) if written.count(",") + written.count(".") <= 1 else Decimal(0)
