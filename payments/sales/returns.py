"""A sale taken back, whole or in part: fee and tax come back in the same proportion, discounts as the claim says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from base.errors import FinalFailure
from base.money import Dong
from events.orders import SaleReturned
from payments.errors import SaleNotBooked
from payments.ledger import accounts
from payments.ledger.services import post_entry
from payments.sales.computing import split
from payments.sales.models import Sale, SaleLine, SaleReturn, SaleReturnLine

TAKEN = ("commission_vnd", "vat_vnd", "pit_vnd")
PARTS = ("amount_vnd", *TAKEN)


class MoreThanSold(FinalFailure):
    """More is to be taken back of a line than was sold of it."""


@transaction.atomic
def book_return(*, returned: SaleReturned, at: datetime) -> SaleReturn:
    """Take a sale back in proportion to the returned lines. The same claim twice books it once.

    The seller gives back what he got for it, also the delivery fee; commission and tax come back by the same share, and
    each discount to whom it was taken from.
    Raises SaleNotBooked while the sale is on its way here, MoreThanSold.
    """
    booked = SaleReturn.objects.filter(claim_id=returned.claim_id).first()
    if booked is not None:
        return booked
    sale = Sale.objects.select_for_update().filter(seller_order_id=returned.seller_order_id).first()
    if sale is None:
        raise SaleNotBooked(f"seller order {returned.seller_order_id}")
    lines = [_taken_back(line, listed, off) for line, listed, off in _returned_lines(sale, returned)]
    promotion = _promotion_back(sale, returned)
    _check_paid(sale, returned, lines, promotion)
    written = _write(sale, returned, lines, promotion, at)
    _book(sale, written, lines, at)
    return written


def _returned_lines(sale: Sale, returned: SaleReturned) -> list[tuple[SaleLine, int, int]]:
    """The sale's lines with how much of each is taken back, as listed and of the seller's discount; his own carrying
    among them.
    """
    back = {line.line_id: (line.amount_vnd, line.seller_discount_vnd) for line in returned.lines}
    lines = list(sale.lines.order_by("pk"))
    unknown = set(back) - {line.line_id for line in lines}
    if unknown or sum(listed for listed, _off in back.values()) != returned.goods_vnd:
        raise MoreThanSold(f"claim {returned.claim_id} does not fit the lines of {sale.order_number}")
    carrying = returned.delivery_fee_vnd if not sale.carrier_fee_vnd else 0
    wanted = [(line, *(back.get(line.line_id, (0, 0)) if line.line_id else (carrying, 0))) for line in lines]
    return [(line, listed, off) for line, listed, off in wanted if listed]


def _taken_back(line: SaleLine, listed: int, seller_discount: int) -> SaleReturnLine:
    before = SaleReturnLine.objects.filter(sale_line=line).aggregate(
        **{name: Sum(name) for name in ("listed_vnd", *PARTS)}
    )
    until_now, amount = (before["listed_vnd"] or 0) + listed, listed - seller_discount
    if until_now > line.listed_vnd or not 0 <= amount <= line.amount_vnd - (before["amount_vnd"] or 0):
        raise MoreThanSold(f"{until_now} of {line.listed_vnd} of line {line.line_id}")
    # What all returns together are to have taken, less what the earlier ones took: the last one leaves no remainder.
    share = [until_now, line.listed_vnd - until_now]
    parts = {name: split(getattr(line, name), share)[0] - (before[name] or 0) for name in TAKEN}
    return SaleReturnLine(sale_line=line, listed_vnd=listed, amount_vnd=amount, **parts)


def _promotion_back(sale: Sale, returned: SaleReturned) -> int:
    """What of the market's own discount comes back (đồng): as much as went off the returned units."""
    promotion = sum(line.market_discount_vnd for line in returned.lines)
    before = sale.returns.aggregate(back=Sum("promotion_back_vnd"))["back"] or 0
    if before + promotion > sale.market_discount_vnd:
        raise MoreThanSold(f"claim {returned.claim_id} gives back more discount than {sale.order_number} had")
    return promotion


def _check_paid(sale: Sale, returned: SaleReturned, lines: list[SaleReturnLine], promotion: int) -> None:
    before = sale.returns.aggregate(sum=Sum("buyer_gets_vnd"))["sum"] or 0
    if before + _buyer_gets(sale, returned, lines, promotion) > sale.buyer_paid_vnd:
        raise MoreThanSold(f"claim {returned.claim_id} gives back more than was paid for {sale.order_number}")


def _carrier_keeps(sale: Sale, returned: SaleReturned) -> int:
    # A carrier keeps what he earned; the seller bears it, for the goods were not as he described them.
    return returned.delivery_fee_vnd if sale.carrier_fee_vnd else 0


def _buyer_gets(sale: Sale, returned: SaleReturned, lines: list[SaleReturnLine], promotion: int) -> int:
    return _sums(lines).amount + _carrier_keeps(sale, returned) - promotion


@dataclass(frozen=True)
class _Sums:
    amount: int
    commission: int
    vat: int
    pit: int


def _sums(lines: list[SaleReturnLine]) -> _Sums:
    return _Sums(*(sum(getattr(line, name) for line in lines) for name in PARTS))


def _write(sale: Sale, returned: SaleReturned, lines: list[SaleReturnLine], promotion: int, at: datetime) -> SaleReturn:
    sums = _sums(lines)
    written = SaleReturn.objects.create(
        claim_id=returned.claim_id,
        sale=sale,
        returned_at=at,
        buyer_gets_vnd=_buyer_gets(sale, returned, lines, promotion),
        promotion_back_vnd=promotion,
        seller_gives_vnd=sums.amount + _carrier_keeps(sale, returned) - sums.commission - sums.vat - sums.pit,
    )
    for line in lines:
        line.sale_return = written
    SaleReturnLine.objects.bulk_create(lines)
    return written


def _book(sale: Sale, written: SaleReturn, lines: list[SaleReturnLine], at: datetime) -> None:
    sums = _sums(lines)
    post_entry(
        reference=f"return:{written.claim_id}",
        kind="sale_returned",
        debit={
            accounts.of_seller(sale.seller_id): Dong(written.seller_gives_vnd),
            accounts.COMMISSION: Dong(sums.commission),
            accounts.VAT: Dong(sums.vat),
            accounts.PIT: Dong(sums.pit),
        },
        credit={
            accounts.of_order(sale.order_number): Dong(written.buyer_gets_vnd),
            accounts.PROMOTION: Dong(written.promotion_back_vnd),
        },
        at=at,
        seller_order_id=sale.seller_order_id,
    )
