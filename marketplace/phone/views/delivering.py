"""What delivery costs."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marketplace.phone.commands import Answer, run_once
from marketplace.phone.forms import RatesForm
from marketplace.phone.stall import holder_of, requires_stall, sent, show, stall_of
from sellers.services import set_delivery_rates


@require_http_methods(["GET", "POST"])
@requires_stall
def rates(request: HttpRequest) -> HttpResponse:
    """By where the buyer lives and how heavy the parcel is; what is left empty costs the stall's flat fee."""
    seller = stall_of(request)
    form = RatesForm(sent(request), rates=seller.delivery_rates.all())
    request_id = request.POST.get("request_id") or str(uuid.uuid4())
    if request.method == "POST" and form.is_valid():
        wanted = form.rates()

        def work() -> Answer:
            set_delivery_rates(seller_id=seller.pk, rates=wanted)
            return {"zones": sorted(wanted)}

        run_once(user=holder_of(request), request_id=request_id, body={"rates": wanted}, work=work)
        messages.success(request, _("Đã lưu phí giao. Đơn đặt từ giờ tính theo phí này."))
        return redirect("phone:rates")
    return show(request, "rates", {"form": form, "request_id": request_id}, status=422 if form.errors else 200)
