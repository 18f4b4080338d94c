"""The addresses VNPAY would serve, and the page where faults are switched on."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from base.clock import now
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.simulator import services
from payments.providers.vnpay.simulator.answers import answer_to
from payments.providers.vnpay.simulator.faults import FaultForm, faults_of
from payments.providers.vnpay.simulator.models import FaultSwitch, Transaction
from payments.providers.vnpay.simulator.notices import notice_query
from payments.providers.vnpay.simulator.settlement import settlement_of

View = Callable[..., HttpResponse]


def only_as_gateway(view: View) -> View:
    """404 unless the market pays here: a simulator beside a real merchant's secret would sign payments nobody made."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        ours = (reverse("vnpay_simulator:pay"), reverse("vnpay_simulator:api"))
        if (urlsplit(settings.VNPAY_PAYMENT_URL).path, urlsplit(settings.VNPAY_API_URL).path) != ours:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@only_as_gateway
@require_GET
def pay(request: HttpRequest) -> HttpResponse:
    """The page a pay URL leads to."""
    try:
        simulated = services.open_transaction(params=request.GET.dict(), config=VnpayConfig.from_settings())
    except services.PageRefused as refusal:
        return render(request, "vnpay_simulator/refused.html", {"reason": refusal.data["reason"]}, status=400)
    if simulated.status != "01":
        return _back_to_merchant(simulated)
    return render(
        request, "vnpay_simulator/pay.html", {"transaction": simulated, "expired": now() > simulated.expires_at}
    )


@only_as_gateway
@require_POST
def choose(request: HttpRequest, transaction_id: int) -> HttpResponse:
    """What the buyer pressed: decide and send the browser back, or leave the transaction hanging."""
    simulated = get_object_or_404(Transaction, pk=transaction_id)
    choice = request.POST.get("choice", "")
    if choice == "leave":
        return render(request, "vnpay_simulator/left.html", {"transaction": simulated})
    if choice not in services.CHOICES:
        raise Http404
    return _back_to_merchant(services.decide(transaction_id=simulated.pk, choice=choice, now=now()))


def _back_to_merchant(simulated: Transaction) -> HttpResponse:
    sign = "&" if "?" in simulated.return_url else "?"
    return HttpResponseRedirect(
        f"{simulated.return_url}{sign}{notice_query(simulated, VnpayConfig.from_settings())}", status=303
    )


@only_as_gateway
@csrf_exempt
@require_POST
def api(request: HttpRequest) -> HttpResponse:
    """querydr and refund, with whatever fault is switched on for the reference."""
    try:
        body = json.loads(request.body)
        question = {str(name): str(value) for name, value in body.items()}
    except (ValueError, AttributeError, RecursionError):
        question = {}
    faults = faults_of(question.get("vnp_TxnRef", "")[:100].replace("\x00", ""))
    if faults.api_fault == FaultSwitch.DOWN:
        return HttpResponse(status=503)
    answer = answer_to(question=question, config=VnpayConfig.from_settings(), now=now())
    # Slow after the work, not before: the caller that gave up must find the refund done.
    time.sleep(faults.answer_delay_seconds)
    if faults.api_fault == FaultSwitch.GARBAGE:
        return HttpResponse("<html>502 Bad Gateway")
    return JsonResponse(answer)


@only_as_gateway
@require_GET
def settlement(request: HttpRequest) -> HttpResponse:
    """`?day=2026-11-25`: the settlement file of a day."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return HttpResponse(status=400)
    return HttpResponse(settlement_of(day), content_type="text/csv; charset=utf-8")


@only_as_gateway
@csrf_exempt
@require_http_methods(["GET", "POST"])
def faults(request: HttpRequest) -> HttpResponse:
    """Show the switches, set those of one reference, or remove them all with `reset`."""
    if "reset" in request.POST:
        FaultSwitch.objects.all().delete()
        return redirect("vnpay_simulator:faults")
    form = FaultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("vnpay_simulator:faults")
    context = {
        "form": form,
        "switches": FaultSwitch.objects.order_by("txn_ref"),
        "transactions": Transaction.objects.prefetch_related("calls").order_by("-pk")[:20],
    }
    return render(request, "vnpay_simulator/faults.html", context, status=400 if form.errors else 200)
