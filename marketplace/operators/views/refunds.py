"""Money that goes back: what waits for a person, what the gateway is asked about, what is done."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from marketplace.operators.history import refund_reason
from marketplace.operators.money_forms import NoteForm, RefundForm
from marketplace.operators.views.desk import ROWS_ON_A_PAGE, command, operators_only
from payments.refunds.models import Refund
from payments.refunds.settling import call_again, complete_by_hand, hand_over_to_person

State = Refund.State
TABS = {
    "can-lam": (State.BY_HAND,),
    "dang-hoi": (State.WAITING, State.UNKNOWN, State.SENT),
    "da-hoan": (State.COMPLETED,),
}


@operators_only
def refunds(request: HttpRequest) -> HttpResponse:
    """`?xem=` one of TABS; what a person has to do comes first, the oldest in front."""
    tab = request.GET.get("xem", "can-lam")
    tab = tab if tab in TABS else "can-lam"
    newest = "-" if tab == "da-hoan" else ""
    found = Refund.objects.filter(state__in=TABS[tab]).select_related("attempt").order_by(f"{newest}created_at", "pk")
    page = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(refund, refund_reason(refund.reason)) for refund in page.object_list]
    return render(request, "operators/refunds.html", {"page": page, "rows": rows, "tab": tab})


@operators_only
def refund(request: HttpRequest, reference: str) -> HttpResponse:
    """One refund, and writing down that a person gave the money back."""
    found = get_object_or_404(Refund.objects.select_related("attempt"), reference=reference)
    begin = {"account": found.account}
    form = RefundForm(_accounts(found), request.POST if request.method == "POST" else None, initial=begin)
    if (
        request.method == "POST"
        and form.is_valid()
        and _carry_out(
            request, found, "refund_given", lambda: complete_by_hand(reference=reference, **form.cleaned_data), form
        )
    ):
        return redirect("operators:refunds")
    context = {
        "refund": found,
        "reason": refund_reason(found.reason),
        "form": form,
        "called": found.state in Refund.CALLED,
        "can_call_again": found.state == State.BY_HAND and bool(found.call_id),
    }
    return render(request, "operators/refund.html", context, status=422 if form.errors else 200)


@operators_only
def not_arrived(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask first, then: the gateway never took an unanswered call on, so a person gives the money back."""
    found = get_object_or_404(Refund, reference=reference)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _carry_out(
            request,
            found,
            "refund_not_arrived",
            lambda: hand_over_to_person(reference=reference, **form.cleaned_data),
            form,
        )
        return redirect("operators:refund", reference=reference)
    return render(
        request,
        "operators/refund_not_arrived.html",
        {"refund": found, "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
@operators_only
def again(request: HttpRequest, reference: str) -> HttpResponse:
    """Another call for a refund that the gateway refused."""
    get_object_or_404(Refund, reference=reference)
    command(
        request,
        action="refund_called_again",
        target=f"refund:{reference}",
        run=lambda: call_again(reference=reference, new_call_id=uuid.uuid4().hex),
        said=_("Đang gửi lại yêu cầu hoàn. Kết quả hiện ở đây sau ít phút."),
    )
    return redirect("operators:refund", reference=reference)


def _carry_out(request: HttpRequest, found: Refund, action: str, run: Callable[[], Any], form: NoteForm) -> bool:
    return command(
        request,
        action=action,
        target=f"refund:{found.reference}",
        run=run,
        said=_("Đã ghi. Khách được báo khi tiền đã hoàn."),
        order_number=found.order_number,
        note=form.cleaned_data["note"],
    )


def _accounts(found: Refund) -> list[tuple[str, str]]:
    words = {
        "vnpay": _("Trang quản lý của VNPAY"),
        "bank": _("Tài khoản ngân hàng của chợ"),
        "till": _("Két tiền mặt của hội chợ"),
    }
    possible = dict.fromkeys((found.account, "bank"))
    return [(code, words[code.partition(":")[0]]) for code in possible]
