"""How much of a delivered part can still be complained about, and given back. Money in đồng."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from base.money import Dong
from events.orders import SoldLine
from orders.claims.models import Claim, ClaimLine
from orders.models import SellerOrder

Granted = Claim.State.GRANTED


@dataclass(frozen=True)
class Most:
    """What can be given back at most."""

    goods_vnd: int
    delivery_fee_vnd: int


def claimable_units(part: SellerOrder) -> dict[int, int]:
    """{line id: units} of a part that no granted claim has dealt with."""
    settled = ClaimLine.objects.filter(claim__seller_order=part, claim__state=Granted)
    gone = dict(settled.values("line_id").annotate(units=Sum("quantity")).values_list("line_id", "units"))
    return {line.pk: line.kept_quantity - gone.get(line.pk, 0) for line in part.lines.order_by("pk")}


def most_to_give_back(claim: Claim, part: SellerOrder) -> Most:
    """Goods complained about at the price they were sold for; delivery as long as nobody has got it back."""
    goods = sum(amount for _, amount in _claimed(claim))
    paid_back = Claim.objects.filter(seller_order=part, state=Granted)
    before = paid_back.aggregate(goods=Sum("goods_vnd"), fee=Sum("delivery_fee_vnd"))
    return Most(
        goods_vnd=min(goods, part.goods_vnd - (before["goods"] or 0)),
        delivery_fee_vnd=part.delivery_fee_vnd - (before["fee"] or 0),
    )


def returned_lines(claim: Claim, amount: Dong) -> tuple[SoldLine, ...]:
    """The lines complained about, with an amount shared over them by what they cost."""
    claimed = _claimed(claim)
    shares = amount.share([vnd for _, vnd in claimed])
    return tuple(
        SoldLine(row.line_id, row.line.product_id, row.line.category_slug, row.quantity, share.amount)
        for (row, _), share in zip(claimed, shares, strict=True)
    )


def _claimed(claim: Claim) -> list[tuple[ClaimLine, int]]:
    rows = claim.lines.select_related("line").order_by("line_id")
    return [(row, int(row.line.unit_price_incl_tax) * row.quantity) for row in rows]
