"""What a pack holds, from how the seller names it: "túi 500 g", "lốc 4 hộp 180 ml"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

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


@lru_cache(maxsize=2048)
def content_of(unit: str) -> tuple[Decimal, str] | None:
    """How much of which base unit ("kg" or "lít") a pack holds; None when it names no single measure.

    The market's packs are named in a few hundred ways.
    """
    found = _PATTERN.search(_GLUED.sub(" ", unit))
    if found is None or found["range"]:
        return None
    base, factor = _MEASURES[found["measure"].lower()]
    amount = factor * _decimal(found["amount"]) * int(found["count"] or 1)
    return (amount, base) if amount > 0 else None


#: What a unit is taken to weigh that names no measure ("cái", "con"), and what a litre weighs (grams).
UNKNOWN_GRAMS = LITRE_GRAMS = 1_000


def grams_of(unit: str) -> int:
    """What one unit weighs for a carrier (grams): what its name says; a litre, or no word, is a kilogram."""
    content = content_of(unit)
    return int(content[0] * LITRE_GRAMS) if content else UNKNOWN_GRAMS


def _decimal(written: str | None) -> Decimal:
    """1 when nothing is written. "1.000" is a thousand, "1,5" and "1.5" are one and a half."""
    if written is None:
        return Decimal(1)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", written):
        return Decimal(written.replace(".", ""))
    return Decimal(written.replace(",", ".", 1)) if written.count(",") + written.count(".") <= 1 else Decimal(0)
