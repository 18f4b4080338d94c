"""A voucher on an order: what it takes off each part, who bears it, and the use that a standing order holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from orders.models import Order, OrderDiscount, SellerOrder
from people.models import User
from promotions.bearer import Bearer
from promotions.errors import VoucherRefused
from promotions.pricing import NOTHING_OFF, Discounts, price
from promotions.selectors import voucher_named
from promotions.services import take_use
from promotions.vouchers.models import Voucher
from sellers.models import StockRecord


def discounts_of(code: str, stocks: Sequence[StockRecord], wanted: Mapping[int, int]) -> Discounts:
    """What a code takes off ordered goods {product id: units}; nothing without a code.

    Raises UnknownVoucher, VoucherNotForThese, VoucherBasketTooSmall.
    """
    if not code:
        return NOTHING_OFF
    return price(voucher_named(code), [(stock, wanted[stock.product_id]) for stock in stocks])


def write_discounts(order: Order, parts: Sequence[SellerOrder], off: Discounts, now: datetime) -> None:
    """Keep each discount with its bearer, and take the use that allows it. After stock (docs/locking.md).

    Raises VoucherNotBegun, VoucherEnded, VoucherUsed, VoucherUsedByBuyer.
    """
    if off.voucher is None:
        return
    _take(order, off.voucher, now)
    OrderDiscount.objects.bulk_create(row for part in parts for row in _rows(order, part, off, off.voucher))


def take_again(order: Order) -> bool:
    """An expired order comes back with the use it held; False when others have taken it meanwhile."""
    row = OrderDiscount.objects.filter(order=order, voucher_id__isnull=False).first()
    if row is None:
        return True
    voucher = Voucher.objects.filter(pk=row.voucher_id).first()
    if voucher is None:
        return False
    try:
        with transaction.atomic():
            _take(order, voucher, None)
    except VoucherRefused:
        return False
    return True


def _take(order: Order, voucher: Voucher, now: datetime | None) -> None:
    take_use(voucher=voucher, order_id=order.pk, buyer=_buyer(order), user_id=order.user_id, now=now)


def _buyer(order: Order) -> str:
    """A phone number is the identity: that of who is logged in, else the one that the parcel's driver calls."""
    own = User.objects.filter(pk=order.user_id).values_list("phone", flat=True).first() if order.user_id else None
    return own or order.buyer_phone


def _rows(order: Order, part: SellerOrder, off: Discounts, voucher: Voucher) -> list[OrderDiscount]:
    sums: dict[int, OrderDiscount] = {}
    for line in off.lines:
        if line.seller_id != part.seller_id:
            continue
        row = sums.setdefault(
            line.offer.pk,
            OrderDiscount(
                order=order,
                seller_order=part,
                bearer=Bearer(line.bearer),
                offer_id=line.offer.pk,
                offer_name=line.offer.name,
                voucher_id=voucher.pk,
                voucher_code=voucher.code,
                frequency=1,
            ),
        )
        row.amount += line.amount.to_decimal()
    return list(sums.values())
