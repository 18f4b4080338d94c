"""Opening a stall; and, apart from it, a question that nobody has to answer."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from base.errors import MarketError
from marketplace.access.answers import message_for
from marketplace.access.guards import requires_login, requires_seller
from marketplace.phone.commands import Answer, run_once
from marketplace.phone.forms import EthnicityForm, StallForm
from marketplace.phone.sending import body_of
from marketplace.phone.stall import holder_of, sent, stall_of
from sellers.models import EthnicityConsent, Partner
from sellers.services import record_ethnicity, register_seller, withdraw_ethnicity


@require_http_methods(["GET", "POST"])
@requires_login
def register(request: HttpRequest) -> HttpResponse:
    """Open a stall, or mend one that was refused and hand it in again."""
    user = holder_of(request)
    mine = Partner.objects.filter(users=user).order_by("pk").first()
    if mine and mine.state != Partner.State.REFUSED:
        return redirect("phone:home")
    form = StallForm(sent(request), initial=_typed_before(mine) if mine else {"holder_name": user.full_name})
    if request.method == "POST" and form.is_valid() and _handed_in(request, form):
        return redirect("phone:home" if mine else "phone:ethnicity")
    context = {"form": form, "mine": mine, "request_id": request.POST.get("request_id") or uuid.uuid4()}
    return render(request, "phone/register.html", context, status=422 if form.errors else 200)


def _handed_in(request: HttpRequest, form: StallForm) -> bool:
    typed = form.cleaned_data

    def work() -> Answer:
        seller = register_seller(
            user=holder_of(request),
            name=typed["name"],
            holder_name=typed["holder_name"],
            commune_code=typed["commune"],
            kind=typed["kind"],
            hamlet=typed["hamlet"],
            story=typed["story"],
        )
        return {"seller": seller.pk}

    try:
        run_once(
            user=holder_of(request), request_id=request.POST.get("request_id", ""), body=body_of(request), work=work
        )
    except MarketError as refused:
        form.add_error(None, message_for(refused))
        return False
    return True


def _typed_before(mine: Partner) -> dict[str, Any]:
    names = ("name", "holder_name", "hamlet", "kind", "story")
    return {name: getattr(mine, name) for name in names} | {"commune": mine.commune_code}


@require_http_methods(["GET", "POST"])
@requires_seller
def ethnicity(request: HttpRequest) -> HttpResponse:
    """Ask for the ethnic group, once, apart, with nothing chosen; or take the answer back. It is never shown."""
    seller = stall_of(request)
    given = EthnicityConsent.objects.filter(seller=seller, withdrawn_at=None).exists()
    if request.method == "POST" and request.POST.get("command") == "withdraw":
        withdraw_ethnicity(seller=seller)
        messages.success(request, _("Đã xóa. Chợ không còn giữ thông tin dân tộc của bạn."))
        return redirect("phone:ethnicity")
    form = EthnicityForm(sent(request))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["ethnic_group"]:
            record_ethnicity(seller=seller, code=form.cleaned_data["ethnic_group"])
            messages.success(request, _("Cảm ơn bạn. Đã lưu kín, chỉ để thống kê."))
        return redirect("phone:home")
    return render(request, "phone/ethnicity.html", {"form": form, "given": given}, status=422 if form.errors else 200)
