"""A parcel that arrived is not as it should be: saying so, and taking it back."""

from __future__ import annotations

import re
import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from base import clock
from base.errors import MarketError
from marketplace.access.answers import message_for
from marketplace.storefront.buying.claiming import ClaimForm, Photos
from marketplace.storefront.buying.order_page import OrderShown, PartShown
from marketplace.storefront.buying.pages import private_page
from marketplace.storefront.buying.paying import order_url
from marketplace.storefront.buying.views.order import carry_out, parcel_or_404, shown_or_404
from orders.claims.amounts import claimable_units
from orders.services import ClaimRequest, open_claim, withdraw_claim


@require_http_methods(["GET", "POST"])
def order_claim(request: HttpRequest, number: str, token: str, part_id: int) -> HttpResponse:
    """What is wrong with one parcel, with pictures."""
    shown = shown_or_404(number, token)
    parcel = parcel_or_404(shown, part_id)
    if not parcel.can_claim:
        return redirect(order_url(shown.order))
    units = claimable_units(parcel.part)
    photos = Photos(request.POST.get("kept", ""))
    if request.method == "GET":
        return _page(request, shown, parcel, ClaimForm(lines=parcel.lines, units=units), photos)
    form = ClaimForm(request.POST, lines=parcel.lines, units=units)
    form.is_valid()
    photos.take(request.FILES.getlist("photos"), form)
    if form.errors or not _sent(request, parcel, form, photos):
        return _page(request, shown, parcel, form, photos, status=422)
    messages.success(request, _("Đã gửi khiếu nại. Sạp và chợ được báo ngay."))
    return redirect(order_url(shown.order))


@require_http_methods(["GET", "POST"])
def order_claim_withdraw(request: HttpRequest, number: str, token: str, claim_id: int) -> HttpResponse:
    """Asks first, then takes a claim back."""
    shown = shown_or_404(number, token)
    if claim_id not in {claim.pk for parcel in shown.parts for claim in parcel.claims}:
        raise Http404
    if request.method == "GET":
        return private_page(request, "claim_withdraw.html", {"shown": shown})
    carry_out(request, lambda: withdraw_claim(claim_id=claim_id), _("Đã rút khiếu nại."))
    return redirect(order_url(shown.order))


def _sent(request: HttpRequest, parcel: PartShown, form: ClaimForm, photos: Photos) -> bool:
    wish = ClaimRequest(
        request_id=_request_id(request),
        seller_order_id=parcel.part.pk,
        reason=form.cleaned_data["reason"],
        lines=form.wanted(),
        words=form.cleaned_data["words"],
        photos=tuple(dict.fromkeys(photos.stems)),
    )
    try:
        open_claim(request=wish, now=clock.now())
    except MarketError as error:
        form.add_error(None, message_for(error))
        return False
    return True


def _page(
    request: HttpRequest, shown: OrderShown, parcel: PartShown, form: ClaimForm, photos: Photos, *, status: int = 200
) -> HttpResponse:
    context = {
        "shown": shown,
        "parcel": parcel,
        "form": form,
        "kept": photos.kept,
        "photos": photos.urls,
        "request_id": _request_id(request),
    }
    return private_page(request, "claim.html", context, status)


def _request_id(request: HttpRequest) -> str:
    sent = request.POST.get("request_id", "")
    return sent if re.fullmatch(r"[0-9a-f-]{32,36}", sent) else str(uuid.uuid4())
