"""What a voucher takes off goods: Oscar's applicator over a basket that exists for the moment of asking.

Pages ask with what lies in a buyer's basket, `place_order` with what is ordered; both get the same answer. Nothing is
saved. How often a voucher may be used is not asked here: the database decides that when the order is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from oscar.apps.basket.models import Basket, Line
from oscar.apps.offer.applicator import Applicator
from oscar.apps.partner.availability import Available
from oscar.apps.partner.strategy import Default, PurchaseInfo

from base.money import Dong, total
from promotions.bearer import Bearer
from promotions.errors import VoucherBasketTooSmall, VoucherNotForThese
from promotions.offers.models import ConditionalOffer
from promotions.vouchers.models import Voucher
from sellers.models import StockRecord


@dataclass(frozen=True)
class LineDiscount:
    """What an offer takes off all units of one product."""

    product_id: int
    seller_id: int
    offer: ConditionalOffer
    amount: Dong

    @property
    def bearer(self) -> Bearer:
        """Out of whose money."""
        return self.offer.bearer


@dataclass(frozen=True)
class Discounts:
    """What goes off some goods, line by line, and by which voucher."""

    voucher: Voucher | None = None
    lines: tuple[LineDiscount, ...] = ()

    @property
    def total(self) -> Dong:
        """Off all goods."""
        return total([line.amount for line in self.lines])

    def of_seller(self, seller_id: int) -> Dong:
        """Off one seller's goods."""
        return total([line.amount for line in self.lines if line.seller_id == seller_id])

    def borne(self, bearer: Bearer, *, seller_id: int, product_id: int | None = None) -> Dong:
        """Off one seller's goods, or one product of his, out of this one's money."""
        mine = [line for line in self.lines if line.seller_id == seller_id and line.bearer == bearer]
        return total([line.amount for line in mine if product_id in (None, line.product_id)])


NOTHING_OFF = Discounts()


def price(voucher: Voucher, goods: Sequence[tuple[StockRecord, int]]) -> Discounts:
    """What the voucher takes off (stock record with its product, units).

    Raises VoucherNotForThese, VoucherBasketTooSmall.
    """
    # Oscar gives a basket its lines only once it has a number.
    basket = Basket(pk=0)
    basket.strategy = _AsOnTheLine()
    basket._lines = [_line(basket, stock, units) for stock, units in goods if units]
    _OneVoucher(voucher).apply(basket)
    found = tuple(
        LineDiscount(line.product_id, line.stockrecord.partner_id, one.offer, Dong.from_decimal(one.amount))
        for line in basket.all_lines()
        for one in line.discounts
    )
    if not found:
        raise _why_not(voucher, basket)
    return Discounts(voucher, found)


def _line(basket: Basket, stock: StockRecord, units: int) -> Line:
    return Line(basket=basket, product=stock.product, stockrecord=stock, quantity=units)


def _why_not(voucher: Voucher, basket: Basket) -> VoucherNotForThese | VoucherBasketTooSmall:
    """Said of the offer that is nearest to taking something off; a voucher has one."""
    for offer in voucher.offers.select_related("condition", "benefit"):
        lines = offer.benefit.proxy().get_applicable_lines(offer, basket)
        worth = sum(int(unit) * line.quantity for unit, line in lines)
        least = int(offer.condition.value)
        if 0 < worth < least:
            missing = Dong(least - worth)
            return VoucherBasketTooSmall(
                voucher=voucher.code, missing_vnd=missing.amount, missing=str(missing), least=str(Dong(least))
            )
    return VoucherNotForThese(voucher=voucher.code)


class _OneVoucher(Applicator):
    """Oscar's applicator for a basket that carries a voucher without being stored."""

    def __init__(self, voucher: Voucher) -> None:
        self.voucher = voucher

    def get_basket_offers(self, basket: Basket, user: Any) -> list[ConditionalOffer]:
        """The voucher's own."""
        offers = list(self.voucher.offers.select_related("condition", "benefit"))
        for offer in offers:
            offer.set_voucher(self.voucher)
        return offers


class _AsOnTheLine(Default):
    """Oscar's default prices, of the stock record that the line carries: it need not be looked for again."""

    def fetch_for_line(self, line: Line, stockrecord: StockRecord | None = None) -> PurchaseInfo:
        """Price without tax apart; whether there is enough of it is asked elsewhere."""
        return PurchaseInfo(self.pricing_policy(line.product, line.stockrecord), Available(), line.stockrecord)
