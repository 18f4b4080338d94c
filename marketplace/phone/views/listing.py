"""Putting goods on the market from a phone, and changing them."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalogue.photo_names import original_name, photo_url
from marketplace.phone.commands import Answer
from marketplace.phone.forms import ListingForm
from marketplace.phone.forms.listing import USUAL_COUNTS, USUAL_UNITS
from marketplace.phone.reading.goods import ShownGoods
from marketplace.phone.sending import Sending
from marketplace.phone.stall import goods_or_404, requires_stall, show, stall_of
from sellers.models import Partner, StockRecord
from sellers.services import change_product, list_product


@require_http_methods(["GET", "POST"])
@requires_stall
def listing_new(request: HttpRequest) -> HttpResponse:
    """Photo, name, price, quantity; then the market looks at it."""
    seller = stall_of(request)
    if seller.state != Partner.State.APPROVED:
        messages.warning(request, _("Sạp đang tạm khóa nên chưa đăng thêm hàng được. Gọi chợ để hỏi."))
        return redirect("phone:home")

    def work(form: ListingForm, photo_stem: str) -> Answer:
        listing = form.listing(form.cleaned_data["quantity"])
        return {"listing": list_product(seller_id=seller.pk, listing=listing, photo_stem=photo_stem).pk}

    if request.method == "GET":
        return _page(request, "listing_new", ListingForm(), None)
    sending = Sending(request, ListingForm(request.POST), photo_needed=True)
    answer = sending.do(work)
    if answer is None:
        return _page(request, "listing_new", sending.form, sending)
    return redirect(reverse("phone:listing", args=[answer["listing"]]) + "?vua=dang")


@require_http_methods(["GET", "POST"])
@requires_stall
def listing_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what was listed. How many there are is counted elsewhere: open orders change it all the time."""
    goods = goods_or_404(request, pk)

    def work(form: ListingForm, photo_stem: str) -> Answer:
        stock = StockRecord.objects.select_for_update().get(product_id=pk)
        change_product(product_id=pk, listing=form.listing(stock.net_stock_level), photo_stem=photo_stem)
        return {"listing": pk}

    if request.method == "GET":
        form = ListingForm(initial=_typed_before(goods), counted=False)
        return _page(request, "listing_edit", form, None, goods=goods)
    sending = Sending(request, ListingForm(request.POST, counted=False), photo_needed=False)
    if sending.do(work) is None:
        return _page(request, "listing_edit", sending.form, sending, goods=goods)
    return redirect(reverse("phone:listing", args=[pk]) + "?vua=sua")


def _page(
    request: HttpRequest, page: str, form: ListingForm, sending: Sending[ListingForm] | None, **context: Any
) -> HttpResponse:
    photo = sending.photo if sending else None
    shown = {
        "form": form,
        "photo_token": photo.token if photo else "",
        "photo_url": photo_url(original_name(photo.stem), 640) if photo else "",
        "request_id": (sending and sending.request_id) or uuid.uuid4(),
        "units": USUAL_UNITS,
        "counts": USUAL_COUNTS,
    }
    return show(request, page, shown | context, status=422 if sending else 200)


def _typed_before(goods: ShownGoods) -> dict[str, Any]:
    product = goods.product
    category = product.main_category.slug if product.main_category else ""
    names = ("title", "unit", "description", "ingredients", "storage")
    return {name: getattr(product, name) for name in names} | {"category": category, "price": goods.price}
