"""The checkout: one page, for guests and for people who are logged in."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from oscar.apps.basket.models import Basket

from base import clock
from base.errors import MarketError, RequestIdReused
from base.money import Dong
from marketplace.access.answers import message_for
from marketplace.design.words import phone_masked
from marketplace.storefront.buying.baskets import find_basket, remember, viewer_of
from marketplace.storefront.buying.contents import Contents, goods_of, read_contents
from marketplace.storefront.buying.forms import CheckoutForm, first_values, remember_buyer, remembered_buyer
from marketplace.storefront.buying.lines import count_lines, keep_what_is_left, order_basket
from marketplace.storefront.buying.pages import private_page
from marketplace.storefront.buying.paying import order_url, pay_or_show
from marketplace.storefront.buying.transfer import offered
from marketplace.storefront.buying.typed import read_total
from marketplace.storefront.buying.vouchers import CodeBox, typed_code, use_code
from orders.models import Order
from orders.selectors import order_of_request, ordered_units
from orders.services import OrderRequest
from orders.windows import time_to_pay
from places.register import communes_of, provinces
from promotions.errors import VoucherRefused
from sellers.delivery import Destination


@dataclass
class Visit:
    """A buyer at the checkout: his basket, what lies in it, and the id that makes one order of any number of taps.

    `placed` is the order that his form had become before it came once more with another basket.
    """

    request: HttpRequest
    held: Basket | None
    contents: Contents
    request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    box: CodeBox = CodeBox()
    placed: Order | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request: HttpRequest) -> HttpResponse:
    """`/thanh-toan/`."""
    held = find_basket(request)
    begin = first_values(remembered_buyer(request), viewer_of(request))
    visit = Visit(request, held, read_contents(held, _destination(request.POST or begin)))
    if request.method == "POST":
        return _posted(visit)
    if not visit.contents.lines:
        return redirect("storefront:basket")
    return _show(visit, CheckoutForm(initial=begin))


def _destination(typed: Mapping[str, str]) -> Destination:
    return Destination(typed.get("commune", ""), typed.get("province", "") or settings.MARKET_PROVINCE_CODE)


@require_GET
def communes(request: HttpRequest) -> HttpResponse:
    """`/thanh-toan/xa/?tinh=96`: the communes of a province, for the page's own script."""
    code = request.GET.get("tinh", "")
    if code not in provinces():
        return JsonResponse({"communes": []}, status=404)
    response = JsonResponse({"communes": [[commune.code, commune.full_name] for commune in communes_of(code)]})
    patch_cache_control(response, public=True, max_age=86400)
    return response


def _posted(visit: Visit) -> HttpResponse:
    request = visit.request
    if re.fullmatch(r"[0-9a-f-]{32,36}", request.POST.get("request_id", "")):
        visit.request_id = request.POST["request_id"]
    # Asked after the basket was read: an order and its emptied basket are committed together.
    if (placed := order_of_request(visit.request_id)) is not None:
        return _sent_again(visit, placed)
    if visit.held is None or not visit.contents.lines:
        return _nothing_left(visit)
    act = request.POST.get("act")
    # Who typed a code and went on without pressing its button means it all the same, and sees the new sum first.
    if act == "voucher_off" or typed_code(request):
        _change_voucher(visit, visit.held)
        return _show(visit, CheckoutForm(initial=request.POST.dict()), status=422 if visit.box.wrong else 200)
    if act == "adjust":
        keep_what_is_left(basket=visit.held)
        visit.contents = read_contents(visit.held, _destination(request.POST))
        if not visit.contents.lines:
            return _nothing_left(visit)
    if act in ("adjust", "province", "voucher"):
        return _show(visit, CheckoutForm(initial=request.POST.dict()))
    return _order(visit, visit.held, CheckoutForm(request.POST))


def _change_voucher(visit: Visit, held: Basket) -> None:
    typed = typed_code(visit.request)
    try:
        if visit.request.POST.get("act") == "voucher_off":
            held.vouchers.clear()
        else:
            use_code(visit.request, basket=held, typed=typed, goods=goods_of(held))
    except MarketError as error:
        visit.box = CodeBox(typed, message_for(error))
    visit.contents = read_contents(held, _destination(visit.request.POST))


def _sent_again(visit: Visit, placed: Order) -> HttpResponse:
    """A form that is an order already leads to it; with another basket it says so, and waits for a new order."""
    if visit.contents.lines and visit.contents.units != ordered_units(placed):
        # Read anew: what that order took may have lain here still.
        visit.contents = read_contents(visit.held, _destination(visit.request.POST))
        if visit.contents.lines:
            visit.placed, visit.request_id = placed, str(uuid.uuid4())
            return _show(visit, CheckoutForm(initial=visit.request.POST.dict()), status=422)
    return _done(visit, placed)


def _order(visit: Visit, held: Basket, form: CheckoutForm) -> HttpResponse:
    if not form.is_valid():
        return _show(visit, form, status=422)
    if visit.contents.problems:
        return _show(visit, form, status=409)
    try:
        order = order_basket(basket=held, request=_wish(visit, form))
    except RequestIdReused:
        # Two tabs sent one form at once, with other words or another basket: the order that was first is the order.
        return _posted(visit)
    except MarketError as error:
        if isinstance(error, VoucherRefused):
            # It takes nothing off this order: it goes, and the buyer sees the sum without it before he orders again.
            held.vouchers.clear()
        visit.contents = read_contents(held, _destination(visit.request.POST))
        return _show(visit, form, status=409, refusal=message_for(error))
    remember_buyer(visit.request, form)
    if order.payment_method == Order.Method.COD:
        told = _("Chợ đã nhận đơn của bạn. Tin nhắn báo từng bước sẽ gửi tới số %(phone)s.")
        messages.success(visit.request, told % {"phone": phone_masked(order.buyer_phone)})
    return _done(visit, order)


def _wish(visit: Visit, form: CheckoutForm) -> OrderRequest:
    viewer = viewer_of(visit.request)
    return OrderRequest(
        request_id=visit.request_id,
        lines=visit.contents.wanted,
        payment_method=form.cleaned_data["payment_method"],
        shown_total=Dong(read_total(visit.request.POST.get("shown_total", ""))),
        address=form.address(),
        user_id=viewer.pk if viewer else None,
        voucher_code=visit.contents.voucher_code,
    )


def _show(visit: Visit, form: CheckoutForm, *, status: int = 200, refusal: str = "") -> HttpResponse:
    now = clock.now()
    context = {
        "form": form,
        "contents": visit.contents,
        "request_id": visit.request_id,
        "refusal": refusal,
        "box": visit.box,
        "placed": visit.placed,
        "placed_url": order_url(visit.placed) if visit.placed else "",
        "minutes": int(time_to_pay(Order.Method.VNPAY, now).total_seconds() // 60),
        "transfer_offered": offered(),
        "transfer_hours": int(time_to_pay(Order.Method.VIETQR, now).total_seconds() // 3600),
        "basket_count": len(visit.contents.lines),
    }
    response = private_page(visit.request, "checkout.html", context, status)
    return remember(visit.request, response, visit.held, len(visit.contents.lines))


def _nothing_left(visit: Visit) -> HttpResponse:
    messages.info(visit.request, _("Giỏ không còn món nào để đặt."))
    return remember(visit.request, redirect("storefront:basket"), visit.held, 0)


def _done(visit: Visit, order: Order) -> HttpResponse:
    response = pay_or_show(visit.request, order)
    return remember(visit.request, response, visit.held, count_lines(visit.held))
