"""Stalls: who waits, who is open, who is closed, and everything about one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from marketplace.audit.requests import who
from marketplace.audit.services import write_entry
from marketplace.operators.forms import SELLER_REASONS, SUSPEND_REASONS, ReasonForm
from marketplace.operators.selectors.sellers import find_sellers, seller_counts, seller_history
from marketplace.operators.views.desk import ROWS_ON_A_PAGE, command, operators_only
from places.register import communes
from sellers.models import Partner
from sellers.services import approve_seller, refuse_seller, reopen_seller, suspend_seller

#: In the order of the tabs: what needs somebody first.
STATES = (Partner.State.PENDING, Partner.State.APPROVED, Partner.State.SUSPENDED, Partner.State.REFUSED)


@operators_only
def sellers(request: HttpRequest) -> HttpResponse:
    """Stalls by state; `?tinh-trang=pending` `?q=` a name without accents will do."""
    asked, text = request.GET.get("tinh-trang", ""), request.GET.get("q", "").strip()[:80]
    state = asked if asked in STATES else ""
    page = Paginator(find_sellers(state=state, text=text), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    counts = seller_counts()
    context = {
        "page": page,
        "rows": [(one, communes().get(one.commune_code)) for one in page.object_list],
        "tabs": [(one.value, one.label, counts.get(one.value, 0)) for one in STATES],
        "state": state,
        "query": text,
    }
    return render(request, "operators/sellers.html", context)


@operators_only
def seller(request: HttpRequest, pk: int) -> HttpResponse:
    """One stall with its telephone number; that it was looked at is written down."""
    found = get_object_or_404(find_sellers(), pk=pk)
    write_entry(who=who(request), action="seller_viewed", target=f"seller:{pk}")
    context = {"seller": found, "commune": communes().get(found.commune_code), "steps": seller_history(found)}
    return render(request, "operators/seller.html", context)


@require_POST
@operators_only
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the stall open."""
    found = get_object_or_404(Partner, pk=pk)
    command(
        request,
        action="seller_approved",
        target=f"seller:{pk}",
        run=lambda: approve_seller(seller_id=pk, operator=request.user),  # type: ignore[arg-type]
        said=_("Đã duyệt “%(name)s”. Sạp được báo ngay.") % {"name": found.name},
    )
    return redirect("operators:seller", pk=pk)


@operators_only
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then say no."""
    return _close(request, pk, "seller_refused", usual=SELLER_REASONS, service=refuse_seller)


@operators_only
def suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then close the stall for a while."""
    return _close(request, pk, "seller_suspended", usual=SUSPEND_REASONS, service=suspend_seller)


@require_POST
@operators_only
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a suspended stall again."""
    found = get_object_or_404(Partner, pk=pk)
    command(
        request,
        action="seller_reopened",
        target=f"seller:{pk}",
        run=lambda: reopen_seller(seller_id=pk, operator=request.user),  # type: ignore[arg-type]
        said=_("Đã mở lại “%(name)s”. Hàng của sạp hiện trên chợ như trước.") % {"name": found.name},
    )
    return redirect("operators:seller", pk=pk)


def _close(
    request: HttpRequest, pk: int, action: str, *, usual: tuple[str, ...], service: Callable[..., Any]
) -> HttpResponse:
    found = get_object_or_404(Partner, pk=pk)
    form = ReasonForm(usual, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "seller": found}
        return render(request, f"operators/{action}.html", context, status=422 if form.errors else 200)
    reason = form.words()
    command(
        request,
        action=action,
        target=f"seller:{pk}",
        run=lambda: service(seller_id=pk, operator=request.user, reason=reason),
        said=_("Đã gửi lý do cho “%(name)s”.") % {"name": found.name},
        reason=reason,
    )
    return redirect("operators:seller", pk=pk)
