"""The order by its secret link: looking, paying again, cancelling, saying that it arrived."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from base import clock
from base.errors import MarketError, NotFound
from marketplace.access.answers import message_for
from marketplace.storefront.buying.baskets import viewer_of
from marketplace.storefront.buying.order_page import ORDER_TAGS, OrderShown, PartShown, show_order
from marketplace.storefront.buying.pages import private_page
from marketplace.storefront.buying.paying import order_url, pay_or_show
from orders.models import Order
from orders.selectors import orders_of_buyer
from orders.services import cancel_order, confirm_receipt

#: Orders of a logged-in buyer on one page, newest first.
NEWEST = 50


@require_GET
def order(request: HttpRequest, number: str, token: str) -> HttpResponse:
    """`/don-hang/<number>/<token>/`."""
    return private_page(request, "order.html", {"shown": shown_or_404(number, token)})


@require_GET
def order_live(request: HttpRequest, number: str, token: str) -> HttpResponse:
    """The part of the page that moves, for the page's own script."""
    return private_page(request, "order_live.html", {"shown": shown_or_404(number, token)})


@require_POST
def order_pay(request: HttpRequest, number: str, token: str) -> HttpResponse:
    """Another try at VNPAY, or the code to transfer with, while the goods are held."""
    shown = shown_or_404(number, token)
    if not (shown.payment.minutes_left or shown.payment.held_until):
        return redirect(order_url(shown.order))
    return pay_or_show(request, shown.order)


@require_http_methods(["GET", "POST"])
def order_cancel(request: HttpRequest, number: str, token: str) -> HttpResponse:
    """Asks first, then ends the order while no seller has started."""
    shown = shown_or_404(number, token)
    if request.method == "GET" and shown.can_cancel:
        return private_page(request, "cancel.html", {"shown": shown})
    if request.method == "POST":
        done = _("Đã hủy đơn. Hàng đã trả về sạp.")
        carry_out(request, lambda: cancel_order(order_number=shown.order.number, by="buyer"), done)
    return redirect(order_url(shown.order))


@require_http_methods(["GET", "POST"])
def order_received(request: HttpRequest, number: str, token: str, part_id: int) -> HttpResponse:
    """Asks first, then completes one parcel."""
    shown = shown_or_404(number, token)
    parcel = parcel_or_404(shown, part_id)
    if request.method == "GET" and parcel.can_receive:
        return private_page(request, "received.html", {"shown": shown, "parcel": parcel})
    if request.method == "POST" and parcel.can_receive:
        done = _("Cảm ơn bạn. Sạp đã được báo là hàng tới nơi.")
        carry_out(request, lambda: confirm_receipt(seller_order_id=parcel.part.pk), done)
    return redirect(order_url(shown.order))


@require_GET
def my_orders(request: HttpRequest) -> HttpResponse:
    """`/don-hang/`: a logged-in buyer's orders; others are told the two ways to theirs."""
    viewer = viewer_of(request)
    found = orders_of_buyer(viewer=viewer)[:NEWEST] if viewer else []
    orders = [(order, ORDER_TAGS[Order.Status(order.status)]) for order in found]
    return private_page(request, "my_orders.html", {"viewer": viewer, "orders": orders})


def shown_or_404(number: str, token: str) -> OrderShown:
    """The order behind a link."""
    try:
        return show_order(number=number, token=token, now=clock.now())
    except NotFound:
        raise Http404 from None


def parcel_or_404(shown: OrderShown, part_id: int) -> PartShown:
    """One of its parcels."""
    for parcel in shown.parts:
        if parcel.part.pk == part_id:
            return parcel
    raise Http404


def carry_out(request: HttpRequest, command: Callable[[], Any], done: str) -> None:
    """Run a command and say what became of it."""
    try:
        command()
    except MarketError as error:
        messages.error(request, message_for(error))
    else:
        messages.success(request, done)
