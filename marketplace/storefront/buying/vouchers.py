"""The code that a buyer typed: kept with his basket, where Oscar keeps it, and asked anew what it takes off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from oscar.apps.basket.models import Basket

from base import clock
from base.money import Dong
from marketplace.access.answers import message_for
from marketplace.access.guards import client_ip
from people.limits import VOUCHERS_PER_ADDRESS, count_try
from promotions.errors import VoucherBasketTooSmall, VoucherRefused
from promotions.pricing import NOTHING_OFF, Discounts, price
from promotions.selectors import tidy, voucher_named, why_closed
from promotions.vouchers.models import Voucher
from sellers.models import StockRecord

#: Stock records with their products, and units.
Goods = Sequence[tuple[StockRecord, int]]


@dataclass(frozen=True)
class VoucherShown:
    """A code that lies in a basket, what it takes off, and in words why that is nothing."""

    code: str
    discounts: Discounts = NOTHING_OFF
    problem: str = ""

    @property
    def amount(self) -> Dong:
        """Off the whole basket."""
        return self.discounts.total


@dataclass(frozen=True)
class CodeBox:
    """What stands in the box for a code when it was refused, and why."""

    typed: str = ""
    wrong: str = ""


def voucher_shown(voucher_id: int, goods: Goods) -> VoucherShown:
    """The voucher in a basket, with what it takes off goods that can be ordered."""
    voucher = Voucher.objects.get(pk=voucher_id)
    try:
        if (closed := why_closed(voucher, clock.now())) is not None:
            raise closed
        return VoucherShown(voucher.code, price(voucher, goods))
    except VoucherRefused as refused:
        return VoucherShown(voucher.code, problem=message_for(refused))


def use_code(request: HttpRequest, *, basket: Basket, typed: str, goods: Goods) -> None:
    """Put a code into a basket, instead of the one that lies there.

    One that wants a larger basket stays there and waits for it. Raises TooManyAttempts, and why it takes nothing off.
    """
    count_try(VOUCHERS_PER_ADDRESS, client_ip(request), now=clock.now())
    voucher = voucher_named(typed)
    if (closed := why_closed(voucher, clock.now())) is not None:
        raise closed
    try:
        price(voucher, goods)
    except VoucherBasketTooSmall:
        basket.vouchers.set([voucher])
        raise
    basket.vouchers.set([voucher])


def typed_code(request: HttpRequest) -> str:
    """What stands in the box for a code."""
    return tidy(request.POST.get("voucher", ""))[:40]
