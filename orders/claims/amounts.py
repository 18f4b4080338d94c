"""How much of a delivered part can still be complained about, and given back. Money in đồng."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Sum

from base.money import Dong
from events.orders import SoldLine
from orders.claims.models import Claim, ClaimLine
from orders.models import Line, SellerOrder

Granted = Claim.State.GRANTED


@dataclass(frozen=True)
class Most:
    """What can be given back at most."""

    goods_vnd: int
    delivery_fee_vnd: int


def claimable_units(part: SellerOrder, *, but: Claim | None = None) -> dict[int, int]:
    """{line id: units} of a part that no granted claim has dealt with; `but` is a claim that is not looked at."""
    settled = ClaimLine.objects.filter(claim__seller_order=part, claim__state=Granted).exclude(claim=but)
    gone = dict(settled.values("line_id").annotate(units=Sum("quantity")).values_list("line_id", "units"))
    return {line.pk: line.kept_quantity - gone.get(line.pk, 0) for line in part.lines.order_by("pk")}


def most_to_give_back(claim: Claim, part: SellerOrder) -> Most:
    """What the buyer truly paid for the goods complained about; delivery as long as nobody has got it back."""
    paid_back = Claim.objects.filter(seller_order=part, state=Granted)
    before = paid_back.aggregate(goods=Sum("goods_vnd"), fee=Sum("delivery_fee_vnd"))
    paid = part.goods_vnd - part.discount.amount - (before["goods"] or 0)
    return Most(
        goods_vnd=min(_paid_for(_claimed(claim, part)), paid),
        delivery_fee_vnd=part.delivery_fee_vnd - (before["fee"] or 0),
    )


def returned_lines(claim: Claim, part: SellerOrder, amount: Dong) -> tuple[SoldLine, ...]:
    """The lines complained about, so far taken back that the buyer gets an amount: of each its price and discounts.

    The prices less the discounts sum to the amount.
    """
    claimed = _claimed(claim, part)
    whole = _paid_for(claimed)
    shares = amount.share([_paid(line) for line in claimed])
    return tuple(
        _part_of(line, share.amount, amount.amount, whole) for line, share in zip(claimed, shares, strict=True)
    )


def _part_of(line: SoldLine, paid: int, amount: int, whole: int) -> SoldLine:
    market, seller = line.market_discount_vnd * amount // whole, line.seller_discount_vnd * amount // whole
    return replace(line, amount_vnd=paid + market + seller, market_discount_vnd=market, seller_discount_vnd=seller)


def _paid(line: SoldLine) -> int:
    return line.amount_vnd - line.market_discount_vnd - line.seller_discount_vnd


def _paid_for(lines: list[SoldLine]) -> int:
    return sum(_paid(line) for line in lines)


def _claimed(claim: Claim, part: SellerOrder) -> list[SoldLine]:
    """The units complained about as if they had been sold alone. Units of granted claims came before them."""
    left = claimable_units(part, but=claim)
    rows = claim.lines.select_related("line").order_by("line_id")
    return [_sold(row.line, row.quantity, row.line.kept_quantity - left[row.line_id]) for row in rows]


def _sold(line: Line, units: int, before: int) -> SoldLine:
    # What goes off all units up to the last of these, less what went off before: claims never exceed the sale.
    market, seller = (
        line.discount_of(whole, before + units).amount - line.discount_of(whole, before).amount
        for whole in (line.market_discount_vnd, line.seller_discount_vnd)
    )
    price = int(line.unit_price_incl_tax) * units
    return SoldLine(line.pk, line.product_id, line.category_slug, units, price, market, seller)
