"""The goods of the fair, and the cart that grows as they are touched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalogue.categories import TOP_CATEGORIES
from catalogue.folding import fold, slugify_vietnamese
from marketplace.kiosks.cart import COOKIE, Cart, CartLine, read_cart, write_cart
from marketplace.kiosks.gate import requires_device
from marketplace.kiosks.models import KioskDevice
from marketplace.kiosks.selectors.fairs import is_running
from marketplace.kiosks.selectors.goods import FairGoods, goods_of_fair
from orders.services.placing import MOST_UNITS_OF_ONE

GOODS_ON_A_PAGE = 6
_DRAWINGS = {slugify_vietnamese(name): drawing for name, drawing in TOP_CATEGORIES.items()}


@requires_device
def sell(request: HttpRequest, device: KioskDevice) -> HttpResponse:
    """Goods by category or search; `?gian=` `?q=` `?trang=`."""
    if not is_running(device.fair):
        return render(request, "kiosks/closed.html", {"device": device, "fair": device.fair})
    goods = goods_of_fair(device.fair)
    category, query = request.GET.get("gian", ""), request.GET.get("q", "").strip()[:80]
    found = [one for one in goods if not category or one.category_slug == category]
    # What is sold out stands last: it is shown so that nobody asks for it, not to be in the way.
    found = sorted((one for one in found if _matches(one, query)), key=lambda one: not one.in_stock)
    cart = Cart.of(request.COOKIES.get(COOKIE, ""), goods)
    page = Paginator(found, GOODS_ON_A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "device": device,
        "fair": device.fair,
        "cart": cart,
        "lines": pictured(cart),
        "rail": rail(goods),
        "category": category,
        "query": query,
        "page": page,
        "cards": [(one, cart.quantity_of(one.product_id), drawing_of(one)) for one in page.object_list],
    }
    return render(request, "kiosks/sell.html", context)


@require_POST
@requires_device
def change_cart(request: HttpRequest, device: KioskDevice) -> HttpResponse:
    """`add`, `less` or `drop` with a product, or `clear`; then back to where it was pressed."""
    units = read_cart(request.COOKIES.get(COOKIE, ""))
    if "clear" in request.POST:
        units = {}
    elif (added := _id(request, "add")) is not None:
        _add(request, device, units, added)
    elif (lessened := _id(request, "less")) is not None:
        units[lessened] = units.get(lessened, 0) - 1
    elif (dropped := _id(request, "drop")) is not None:
        units.pop(dropped, None)
    response = redirect(_back(request))
    keep_cart(response, units)
    return response


def keep_cart(response: HttpResponse, units: dict[int, int]) -> None:
    """Remember the cart in this browser until it is paid or given up."""
    text, path = write_cart(units), reverse("kiosks:home")
    if text:
        response.set_cookie(COOKIE, text, path=path, httponly=True, samesite="Strict")
    else:
        response.delete_cookie(COOKIE, path=path, samesite="Strict")


def rail(goods: Iterable[FairGoods]) -> list[tuple[str, str, str]]:
    """(slug, name, drawing) of the categories that the fair has goods of, in the order of the goods."""
    names = {one.category_slug: one.category_name for one in goods if one.category_slug}
    return [(slug, _(name), _DRAWINGS.get(slug, "gio-dan")) for slug, name in names.items()]


def drawing_of(goods: FairGoods) -> str:
    """What to show of goods without a photo."""
    return _DRAWINGS.get(goods.category_slug, "gio-dan")


def pictured(cart: Cart) -> list[tuple[CartLine, str]]:
    """The cart's lines, each with what to show of goods without a photo."""
    return [(line, drawing_of(line.goods)) for line in cart.lines]


def _matches(goods: FairGoods, query: str) -> bool:
    text = fold(f"{goods.title} {goods.seller_name} {goods.category_name}")
    return all(word in text for word in fold(query).split())


def _add(request: HttpRequest, device: KioskDevice, units: dict[int, int], product_id: int) -> None:
    found = goods_of_fair(device.fair, product_ids={product_id})
    if not found:
        return
    wanted = units.get(product_id, 0) + 1
    units[product_id] = min(wanted, found[0].available, MOST_UNITS_OF_ONE)
    if units[product_id] < wanted:
        said = {"title": found[0].title, "left": units[product_id]}
        messages.warning(request, _("“%(title)s” chỉ còn %(left)s ở chợ, không thêm được nữa.") % said)


def _id(request: HttpRequest, name: str) -> int | None:
    value: Any = request.POST.get(name, "")
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 19 else None


def _back(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, None) and asked.startswith(reverse("kiosks:home"))
    return asked if ours else reverse("kiosks:sell")
