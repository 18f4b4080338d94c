"""Mobile numbers of Vietnam: ten digits as people write them, E.164 (`+84…`) as we keep them."""

from __future__ import annotations

import re

from base.errors import MarketError

# Ranges in use since 2018; portability means that a prefix does not tell the carrier.
_MOBILE = re.compile(r"(?:\+?84|0)((?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9])[0-9]{7})", re.ASCII)


class InvalidPhone(MarketError):
    """Not a mobile number of Vietnam. `digits` is how many digits were typed."""

    code = "invalid_phone"


def to_e164(typed: str) -> str:
    """`0912 345 678`, `84912345678` or `+84 912.345.678` → `+84912345678`. Raises InvalidPhone."""
    bare = re.sub(r"[\s.\-()\u00a0]", "", typed)
    match = _MOBILE.fullmatch(bare)
    if match is None:
        raise InvalidPhone(digits=sum(c in "0123456789" for c in bare))
    return f"+84{match[1]}"


def as_spoken(e164: str) -> str:
    """`+84912345678` → `0912 345 678`."""
    local = "0" + e164.removeprefix("+84")
    return f"{local[:4]} {local[4:7]} {local[7:]}"
