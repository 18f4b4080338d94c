"""Short messages: one is 160 characters without tone marks, or 70 with them; so ours go without."""

from __future__ import annotations

from django.conf import settings

from base.money import Dong
from catalogue.folding import without_marks
from orders.models import Order

LONGEST = 160
#: Where a refund arrives, by where it left from.
REFUNDED_TO = {"vnpay": "về thẻ hoặc ví", "bank": "vào tài khoản", "till": "tiền mặt"}


def short_message(words: str, link: str = "") -> str:
    """Plain ASCII of at most 160 characters; the words are shortened, the link never is."""
    plain = without_marks(f"{settings.MARKET_NAME}: {words}").encode("ascii", "ignore").decode()
    room = LONGEST - len(link) - 1 if link else LONGEST
    if len(plain) > room:
        plain = plain[: max(0, room - 3)].rstrip() + "..."
    return f"{plain} {link}".strip()


def plain_dong(amount: Dong) -> str:
    """`780.000d`: the sign ₫ is not among the 160."""
    return f"{amount.amount:,}d".replace(",", ".")


def stall_link() -> str:
    """Where a producer works."""
    return f"{settings.SITE_URL}/ban-hang/"


def saved_link() -> str:
    """Where a buyer's saved searches are."""
    return f"{settings.SITE_URL}/tim-kiem/da-luu/"


def order_link(order: Order) -> str:
    """The buyer's secret link."""
    return f"{settings.SITE_URL}/don-hang/{order.number}/{order.token}/"
