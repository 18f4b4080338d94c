"""A seller gives less than was ordered."""

from __future__ import annotations

from collections.abc import Mapping

from base.errors import InvalidInput
from base.money import Dong, total
from events.orders import RefundBecameDue, RefusedLine, SellerOrderLinesRefused
from events.outbox import record
from orders.models import Line, SellerOrder
from orders.moving import move_part
from sellers.services import release_stock


def refuse_lines(part: SellerOrder, refused: Mapping[int, int], reason: str) -> None:
    """Take units {line id: units} out of a part: stock goes back, the buyer pays less, and gets back what he paid.

    Delivery never becomes dearer by it. The part's order is locked. Raises InvalidInput, also when nothing would be
    left (that is a refusal of the whole part), WrongState.
    """
    if not reason.strip():
        raise InvalidInput({"reason": "required"})
    lines = {line.pk: line for line in part.lines.order_by("pk")}
    _check(lines, refused)
    for pk, units in refused.items():
        lines[pk].refused_quantity += units
    before, gone = (
        part.total,
        total([Dong.from_decimal(lines[pk].unit_price_incl_tax) * n for pk, n in refused.items()]),
    )
    move_part(
        part,
        "refuse_lines",
        goods_vnd=part.goods_vnd - gone.amount,
        # Kept units keep their share: that they may be too few for the voucher is not the buyer's fault.
        market_discount_vnd=total([line.market_discount for line in lines.values()]).amount,
        seller_discount_vnd=total([line.seller_discount for line in lines.values()]).amount,
        refusal_reason=reason.strip()[:300],
    )
    Line.objects.bulk_update([lines[pk] for pk in refused], ["refused_quantity"])
    given_back = {lines[pk].stockrecord_id: units for pk, units in refused.items() if lines[pk].stockrecord_id}
    release_stock(quantities=given_back, order_number=part.order.number)
    _tell(part, lines, refused, before - part.total)


def _check(lines: Mapping[int, Line], refused: Mapping[int, int]) -> None:
    if not refused:
        raise InvalidInput({"refused": "required"})
    for pk, units in refused.items():
        if pk not in lines or not 1 <= units <= lines[pk].kept_quantity:
            raise InvalidInput({"refused": "out_of_range"})
    if sum(refused.values()) == sum(line.kept_quantity for line in lines.values()):
        raise InvalidInput({"refused": "everything"})


def _tell(part: SellerOrder, lines: Mapping[int, Line], refused: Mapping[int, int], less: Dong) -> None:
    rows = tuple(
        RefusedLine(pk, lines[pk].product_id, units, int(lines[pk].unit_price_incl_tax) * units)
        for pk, units in sorted(refused.items())
    )
    order = part.order
    record(SellerOrderLinesRefused(part.pk, order.number, part.seller_id, amount_vnd=less.amount, lines=rows))
    if order.paid_at:
        record(RefundBecameDue(order.number, amount_vnd=less.amount, reason="lines_refused"))
