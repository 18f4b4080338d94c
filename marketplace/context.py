"""What every page may name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True)
class Market:
    """The market's own name and place."""

    name: str
    province_name: str
    hotline: str
    demo: bool
    site_url: str = ""


def market(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `market`, and `basket_count` for the masthead, from a plain cookie and not from a query."""
    return {
        "market": Market(
            settings.MARKET_NAME,
            settings.MARKET_PROVINCE_NAME,
            settings.MARKET_HOTLINE,
            settings.DEMO,
            settings.SITE_URL,
        ),
        "basket_count": _small_number(request.COOKIES.get("basket_count", "")),
    }


def _small_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
