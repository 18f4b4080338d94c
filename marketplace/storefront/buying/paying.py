"""From an order to where it is paid, and the addresses on the way."""

from __future__ import annotations

import logging
from ipaddress import ip_address

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from base.errors import MarketError
from marketplace.access.guards import client_ip
from orders.models import Order
from payments.services import start_vietqr_payment, start_vnpay_payment

logger = logging.getLogger(__name__)

#: VNPAY wants some address; a request that came over a local socket has none.
NO_ADDRESS = "127.0.0.1"


def order_url(order: Order) -> str:
    """The buyer's secret link."""
    return reverse("storefront:order", args=[order.number, order.token])


def pay_or_show(request: HttpRequest, order: Order) -> HttpResponse:
    """Send the buyer to VNPAY when there is something to pay there, else to the order's own page.

    A transfer is paid from that page.
    """
    if order.status != Order.Status.AWAITING_PAYMENT:
        return redirect(order_url(order))
    if order.payment_method == Order.Method.VIETQR:
        start_vietqr_payment(order_number=order.number, amount=order.total, expires_at=order.reserved_until)
        # The order's own page shows the code to scan.
        return redirect(order_url(order))
    if order.payment_method != Order.Method.VNPAY:
        return redirect(order_url(order))
    try:
        url = start_vnpay_payment(
            order_number=order.number,
            amount=order.total,
            client_ip=_address_of(request),
            return_url=settings.SITE_URL + reverse("storefront:vnpay_return"),
            expires_at=order.reserved_until,
        )
    except MarketError as error:
        logger.warning("payment of %s not started: %s", order.number, error)
        messages.error(request, _("Chưa mở được trang VNPAY. Đơn vẫn giữ cho bạn, xem bên dưới rồi thử lại."))
        return redirect(order_url(order))
    return redirect(url)


def _address_of(request: HttpRequest) -> str:
    try:
        return str(ip_address(client_ip(request)))
    except ValueError:
        return NO_ADDRESS
