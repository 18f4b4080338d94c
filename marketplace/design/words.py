"""How values are written for people: đồng, numbers, times of the market's own day, telephone numbers."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from base.clock import MARKET_ZONE
from base.money import Dong

_SWAP = str.maketrans(",.", ".,")
_COUNTRY = "+84"


def dong(value: Dong | Decimal | int | None) -> str:
    """`780.000 ₫`, the sign tied to the number by a no-break space; nothing for None.

    Raises ValueError for a fraction of a đồng: a wrong price is worse than none.
    """
    if value is None:
        return ""
    if isinstance(value, int):
        return str(Dong(value))
    if isinstance(value, Dong):
        return str(value)
    return str(Dong.from_decimal(Decimal(value)))


def number(value: Decimal | float | int | None) -> str:
    """`1.234.567` or `58,3`: dots between thousands, a comma before decimals; nothing for None."""
    return "" if value is None else f"{value:,}".translate(_SWAP)


def market_time(moment: datetime | None) -> str:
    """`24/11/2026, 8:14` as clocks in Cà Mau show an aware moment; nothing for None."""
    if moment is None:
        return ""
    local = moment.astimezone(MARKET_ZONE)
    return f"{local:%d/%m/%Y}, {local.hour}:{local:%M}"


def market_date(day: date | None) -> str:
    """`24/11/2026`; an aware moment counts as the day it falls on in Cà Mau; nothing for None."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = day.astimezone(MARKET_ZONE)
    return f"{day:%d/%m/%Y}"


def phone_vn(phone: str) -> str:
    """`+84912345678` as people say it: `0912 345 678`. A number from elsewhere stays as it is."""
    digits = _national(phone)
    if not digits:
        return phone
    if len(digits) == 8:
        return f"{digits[:4]} {digits[4:]}"
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}"


def phone_masked(phone: str) -> str:
    """`0912 ••• 678`: enough to know one's own number by, not enough to call it."""
    shown = phone_vn(phone).replace(" ", "")
    return f"{shown[:4]} ••• {shown[-3:]}" if len(shown) >= 9 else "•••"


def _national(phone: str) -> str:
    """The digits with the leading zero, or nothing when this is no Vietnamese number."""
    compact = re.sub(r"[\s.-]", "", phone)
    if compact.startswith(_COUNTRY):
        compact = "0" + compact.removeprefix(_COUNTRY)
    return compact if re.fullmatch(r"0\d{9,10}|1[89]00\d{4}", compact) else ""
