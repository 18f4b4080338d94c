"""Putting goods into the basket, from a card, a product page or "Mua ngay"."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from base.errors import InvalidInput, MarketError
from marketplace.access.answers import message_for, status_for
from marketplace.access.guards import same_origin
from marketplace.storefront.buying.baskets import open_basket, remember
from marketplace.storefront.buying.lines import PutIn, count_lines, put_in
from marketplace.storefront.buying.typed import read_quantity
from marketplace.storefront.buying.views.basket import tell_if_capped, whole_number_words


# Lists stay the same for everybody and so carry no token; the origin is checked instead (SameSite cookies besides).
@csrf_exempt
@require_POST
def basket_add(request: HttpRequest, product_id: int) -> HttpResponse:
    """Put some units in and go back to where the buyer was, or on to the checkout with `next=checkout`."""
    if not same_origin(request):
        raise PermissionDenied
    try:
        quantity = max(1, read_quantity(request.POST.get("quantity", "1")))
    except InvalidInput as wrong:
        return _refused(request, whole_number_words(), status_for(wrong))
    held = open_basket(request)
    try:
        put = put_in(basket=held, product_id=product_id, quantity=quantity)
    except MarketError as error:
        return remember(request, _refused(request, message_for(error), status_for(error)), held, count_lines(held))
    return _added(request, put, count_lines(held), held)


def _added(request: HttpRequest, put: PutIn, count: int, held: object) -> HttpResponse:
    response: HttpResponse
    if _wants_json(request):
        response = JsonResponse({"title": put.title, "quantity": put.quantity, "capped": put.capped, "count": count})
    elif request.POST.get("next") == "checkout":
        tell_if_capped(request, put)
        response = redirect("storefront:checkout")
    else:
        link = format_html('<a href="{}">{}</a>', reverse("storefront:basket"), _("Xem giỏ"))
        messages.success(request, format_html(_("Đã bỏ “{}” vào giỏ. {}"), put.title, link))
        tell_if_capped(request, put)
        response = redirect(_where_from(request))
    return remember(request, response, held, count)


def _refused(request: HttpRequest, words: str, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"message": words}, status=status)
    messages.error(request, words)
    return redirect(_where_from(request))


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _where_from(request: HttpRequest) -> str:
    """The page of ours that the form stood on; the basket when the browser does not say."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc != request.get_host() or not came.path.startswith("/") or came.path.startswith("//"):
        return reverse("storefront:basket")
    return came.path + (f"?{came.query}" if came.query else "")
