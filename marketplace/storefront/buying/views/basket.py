"""The basket: over several producers, with what has changed since the goods were put in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from oscar.apps.basket.models import Basket

from base.errors import InvalidInput, MarketError
from marketplace.access.answers import message_for
from marketplace.storefront.buying.baskets import find_basket, open_basket, remember
from marketplace.storefront.buying.contents import read_contents
from marketplace.storefront.buying.lines import PutIn, count_lines, set_quantity, take_out, title_of
from marketplace.storefront.buying.pages import private_page
from marketplace.storefront.buying.typed import read_number, read_quantity


@dataclass(frozen=True)
class Wrong:
    """What was typed for a product and cannot be, kept for the page that says so."""

    product_id: int
    typed: str
    message: str


@require_GET
def basket(request: HttpRequest) -> HttpResponse:
    """`/gio-hang/`."""
    return show_basket(request, removed=_removed(request))


@require_POST
def basket_change(request: HttpRequest) -> HttpResponse:
    """Another quantity of a product; 0 takes it out and offers to put it back."""
    product_id, typed = read_number(request.POST.get("product_id", "")), request.POST.get("quantity", "")
    try:
        quantity = read_quantity(typed)
    except InvalidInput:
        return show_basket(request, status=422, wrong=Wrong(product_id, typed[:60], whole_number_words()))
    if quantity == 0:
        return _take_out(request, product_id)
    held = open_basket(request)
    try:
        tell_if_capped(request, set_quantity(basket=held, product_id=product_id, quantity=quantity))
    except MarketError as error:
        messages.error(request, message_for(error))
    return _back_to_basket(request, held)


def whole_number_words() -> str:
    """What to type instead."""
    return _("Số lượng là số nguyên, ví dụ 2.")


def tell_if_capped(request: HttpRequest, put: PutIn) -> None:
    """Say that there are fewer than were asked for."""
    if put.capped:
        words = _("“%(title)s” chỉ còn %(quantity)s, nên giỏ có %(quantity)s.")
        messages.warning(request, words % {"title": put.title, "quantity": put.quantity})


def show_basket(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page, with what else it has to say."""
    held = find_basket(request)
    contents = read_contents(held)
    response = private_page(request, "basket.html", {"contents": contents, **more}, status)
    return remember(request, response, held, len(contents.lines))


def _take_out(request: HttpRequest, product_id: int) -> HttpResponse:
    held = find_basket(request)
    quantity = take_out(basket=held, product_id=product_id) if held else 0
    return _back_to_basket(request, held, f"?bo={product_id}&sl={quantity}" if quantity else "")


def _back_to_basket(request: HttpRequest, held: Basket | None, query: str = "") -> HttpResponse:
    return remember(request, redirect(reverse("storefront:basket") + query), held, count_lines(held))


def _removed(request: HttpRequest) -> dict[str, Any] | None:
    """What was just taken out, so that it can be put back: named in the address, for showing it changes nothing."""
    product_id, quantity = read_number(request.GET.get("bo", "")), read_number(request.GET.get("sl", ""))
    title = title_of(product_id) if product_id and quantity else ""
    return {"product_id": product_id, "quantity": quantity, "title": title} if title else None
