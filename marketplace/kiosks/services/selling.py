"""A sale over the table: goods against cash, one transaction, done before the receipt is shown."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from base import clock
from base.errors import RequestIdReused
from base.money import Dong
from catalogue.models import Product
from marketplace.kiosks.errors import CashTooLittle, DeviceNotPaired, FairNotRunning, NotAtFair
from marketplace.kiosks.models import Fair, KioskDevice, KioskSale
from orders.models import Order
from orders.services import OrderRequest, WantedLine, place_order
from payments.services import capture_cash


@transaction.atomic
def sell_for_cash(
    *,
    device: KioskDevice,
    request_id: str,
    lines: Sequence[WantedLine],
    cash_given: Dong | None = None,
    shown_total: Dong | None = None,
) -> KioskSale:
    """Sell goods of the device's fair for cash. The same request from the same device is one sale.

    `shown_total` is the sum that was agreed to, `cash_given` what the buyer put down. Raises DeviceNotPaired,
    FairNotRunning, NotAtFair, CashTooLittle, RequestIdReused and what place_order raises; then nothing was written.
    """
    own_id = device.order_request_id(request_id)
    if not Order.objects.filter(request_id=own_id).exists():
        # A repetition gets its receipt even after the fair has closed.
        check_may_sell(device, [line.product_id for line in lines])
    request = OrderRequest(
        request_id=own_id,
        lines=tuple(lines),
        payment_method=Order.Method.TILL_CASH,
        shown_total=shown_total,
        channel=Order.Channel.FAIR,
        fair_id=device.fair_id,
    )
    order = place_order(request=request)
    if cash_given is not None and cash_given < order.total:
        missing = order.total - cash_given
        raise CashTooLittle(missing=str(missing), total_vnd=order.total.amount, given_vnd=cash_given.amount)
    given = cash_given.amount if cash_given is not None else None
    sale, _ = KioskSale.objects.get_or_create(order=order, defaults={"device": device, "cash_given_vnd": given})
    if sale.cash_given_vnd != given:
        raise RequestIdReused(request_id=request_id)
    capture_cash(order_number=order.number, amount=order.total, till=f"fair:{device.fair_id}")
    return sale


def check_may_sell(device: KioskDevice, product_ids: Sequence[int]) -> None:
    """Raises DeviceNotPaired, FairNotRunning or NotAtFair when this device may not sell these goods now."""
    if not KioskDevice.objects.filter(pk=device.pk, revoked_at__isnull=True).exists():
        raise DeviceNotPaired
    fair: Fair = device.fair
    if not fair.starts_on <= clock.market_day(clock.now()) <= fair.ends_on:
        raise FairNotRunning(fair=fair.name)
    here = set(fair.products.filter(pk__in=product_ids).values_list("pk", flat=True))
    for product_id in product_ids:
        if product_id not in here:
            title = Product.objects.filter(pk=product_id).values_list("title", flat=True).first() or ""
            raise NotAtFair(product_id=product_id, title=title)
