"""Money that the gateway held back: look, ask the gateway again, decide."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from base import clock
from marketplace.operators.views.desk import command, operators_only
from payments.models import GatewayNotice, PaymentAttempt
from payments.providers.vnpay.codes import explain
from payments.services import close_held, give_back_held, look_up, release_held

State = PaymentAttempt.State
DECISIONS = {"nhan": release_held, "tra-lai": give_back_held, "dong": close_held}


@operators_only
def held(request: HttpRequest, pk: int) -> HttpResponse:
    """One held payment with all that was told of it."""
    attempt = get_object_or_404(PaymentAttempt, pk=pk)
    notices = GatewayNotice.objects.filter(reference=attempt.reference).order_by("-pk")[:20]
    return render(request, "operators/held.html", {"attempt": attempt, "notices": notices})


@require_POST
@operators_only
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """What the gateway says now, shown beside the decision; it changes nothing."""
    attempt = get_object_or_404(PaymentAttempt, pk=pk)
    told = look_up(reference=attempt.reference, now=clock.now())
    status = told.raw.get("vnp_TransactionStatus", "")
    said = explain(told.code, status) if told.code else _("VNPAY chưa trả lời. Thử lại sau ít phút.")
    notices = GatewayNotice.objects.filter(reference=attempt.reference).order_by("-pk")[:20]
    context = {"attempt": attempt, "notices": notices, "said": said, "code": f"{told.code} / {status}"}
    return render(request, "operators/held.html", context)


@operators_only
def decide(request: HttpRequest, pk: int, decision: str) -> HttpResponse:
    """Ask first, then take the money, give it back, or close what is not with us."""
    attempt = get_object_or_404(PaymentAttempt, pk=pk)
    if decision not in DECISIONS:
        raise Http404
    if request.method != "POST":
        return render(request, "operators/held_decide.html", {"attempt": attempt, "decision": decision})
    command(
        request,
        action="held_payment_decided",
        target=f"order:{attempt.order_number}",
        run=lambda: DECISIONS[decision](reference=attempt.reference),
        said=_("Đã quyết định. Đơn và khách được báo."),
        reference=attempt.reference,
        decision=decision,
    )
    return redirect("operators:order", number=attempt.order_number)
