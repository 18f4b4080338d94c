"""What does not go as it should: less than was ordered, a parcel that came back, a claim."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalogue.photo_names import original_name, photo_url
from marketplace.phone.commands import Answer, run_once
from marketplace.phone.forms import AnswerForm, FailureForm, ReducingForm
from marketplace.phone.reading.claims import ToldClaim, own_claim
from marketplace.phone.reading.orders import ShownPart
from marketplace.phone.sending import Sending
from marketplace.phone.stall import holder_of, part_or_404, requires_stall, sent, show, stall_of
from marketplace.phone.words import late_words
from orders.errors import WrongState
from orders.models import SellerOrder
from orders.services import accept_seller_order, answer_claim, fail_delivery, refuse_seller_order_lines

State = SellerOrder.State


@require_http_methods(["GET", "POST"])
@requires_stall
def order_reduce(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how many units can be given; a new order is taken on by it."""
    shown = part_or_404(request, pk)
    form = ReducingForm(sent(request), lines=[one.line for one in shown.lines])
    if request.method == "POST" and form.is_valid():
        try:
            _reduce(request, shown, form)
            messages.success(request, _("Đã báo khách phần thiếu. Gói phần còn lại."))
        except WrongState as late:
            messages.warning(request, late_words(late.data["state"]))
        return redirect("phone:order", pk)
    context = {"shown": shown, "form": form, "request_id": _request_id(request)}
    return show(request, "order_reduce", context, status=422 if form.errors else 200)


def _reduce(request: HttpRequest, shown: ShownPart, form: ReducingForm) -> None:
    said = {"refused": form.refused(), "reason": form.cleaned_data["reason"]}
    service = accept_seller_order if shown.part.state == State.INCOMING else refuse_seller_order_lines

    def work() -> Answer:
        return {"goods_vnd": service(seller_order_id=shown.part.pk, **said).goods_vnd}

    run_once(user=holder_of(request), request_id=_request_id(request), body={"order": shown.part.pk, **said}, work=work)


@require_http_methods(["GET", "POST"])
@requires_stall
def order_failed(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a parcel could not be delivered and came back, and why."""
    shown = part_or_404(request, pk)
    form = FailureForm(sent(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]

        def work() -> Answer:
            return {"state": fail_delivery(seller_order_id=pk, reason=reason).state}

        try:
            run_once(user=holder_of(request), request_id=f"order-{pk}-failed", body={}, work=work)
            messages.success(request, _("Đã ghi giao không thành. Hàng trở lại sạp."))
        except WrongState as late:
            messages.warning(request, late_words(late.data["state"]))
        return redirect("phone:order", pk)
    return show(request, "order_failed", {"shown": shown, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires_stall
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """What a buyer complains about, and the producer's answer."""
    told = own_claim(stall_of(request).pk, pk)
    if told is None:
        raise Http404
    if request.method == "GET":
        return _claim_page(request, told, AnswerForm(), None)

    def work(form: AnswerForm, photo_stem: str) -> Answer:
        words, photos = form.cleaned_data["words"], [photo_stem] if photo_stem else []
        answered = answer_claim(claim_id=pk, answer=form.cleaned_data["answer"], words=words, photos=photos)
        return {"state": answered.state}

    sending = Sending(request, AnswerForm(request.POST), photo_needed=False)
    if sending.do(work) is None:
        return _claim_page(request, told, sending.form, sending)
    messages.success(request, _("Đã gửi câu trả lời. Chợ xem rồi quyết định."))
    return redirect("phone:claim", pk)


def _claim_page(
    request: HttpRequest, told: ToldClaim, form: AnswerForm, sending: Sending[AnswerForm] | None
) -> HttpResponse:
    photo = sending.photo if sending else None
    context = {
        "told": told,
        "form": form,
        "photo_token": photo.token if photo else "",
        "photo_url": photo_url(original_name(photo.stem), 640) if photo else "",
        "request_id": (sending and sending.request_id) or uuid.uuid4(),
    }
    return show(request, "claim", context, status=422 if sending else 200)


def _request_id(request: HttpRequest) -> str:
    return request.POST.get("request_id") or str(uuid.uuid4())
