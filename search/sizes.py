"""How much one pack holds, in words and as a value that can be compared: "chai 1 l" and "1000ml" are both `1000ml`."""

from __future__ import annotations

import re
from decimal import Decimal

from catalogue.folding import fold

_GRAMS = {"kg": 1000, "ky": 1000, "ki": 1000, "kilo": 1000, "kilogam": 1000, "kilogram": 1000}
_GRAMS |= dict.fromkeys(("g", "gr", "gam", "gram"), 1)
_MILLILITRES = {"l": 1000, "lit": 1000, "liter": 1000, "litre": 1000, "ml": 1}
_MEASURES = sorted({*_GRAMS, *_MILLILITRES}, key=len, reverse=True)
_SIZE = re.compile(rf"(?<![\w.,])(\d{{1,6}}(?:[.,]\d{{1,3}})?|nua)\s{{0,3}}({'|'.join(_MEASURES)})(?!\w)")
_HALF = Decimal("0.5")


def taken_out(text: str) -> tuple[str, str]:
    """The first size that a text names, and the text without it; empty when it names none."""
    folded = fold(text)
    found = _SIZE.search(folded)
    # Folding keeps the length of composed text; where it does not, cutting would cut the wrong letters.
    if found is None or len(folded) != len(text):
        return "", text
    return _value(*found.groups()), f"{text[: found.start()]} {text[found.end() :]}"


def of_unit(unit: str) -> str:
    """The size of what is sold by a unit: "túi 500 g" → "500g"; sold by the kilogram is one kilogram; else empty."""
    size, _rest = taken_out(unit)
    return size or (_value("1", fold(unit)) if fold(unit) in _MEASURES else "")


def _value(number: str, measure: str) -> str:
    amount = _HALF if number == "nua" else Decimal(number.replace(",", "."))
    factor, base = (_GRAMS[measure], "g") if measure in _GRAMS else (_MILLILITRES[measure], "ml")
    return f"{int(amount * factor)}{base}"
