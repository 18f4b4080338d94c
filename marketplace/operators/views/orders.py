"""Orders: finding one, reading its whole life, ending it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from base.errors import NotFound
from marketplace.audit.requests import who
from marketplace.audit.services import write_entry
from marketplace.operators.forms import CancelForm, OrderSearch
from marketplace.operators.selectors.orders import Dossier, dossier, find_orders
from marketplace.operators.views.desk import ROWS_ON_A_PAGE, command, operators_only
from orders.services import cancel_order
from places.register import communes, provinces


@operators_only
def orders(request: HttpRequest) -> HttpResponse:
    """Newest first; `?q=` number, phone or stall, `?trang_thai=`, `?ngay=2026-11-24`. Phone numbers are masked."""
    form = OrderSearch(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    found = find_orders(text=wanted.get("q", "").strip(), status=wanted.get("trang_thai", ""), day=wanted.get("ngay"))
    page = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "operators/orders.html", {"form": form, "page": page})


@operators_only
def order(request: HttpRequest, number: str) -> HttpResponse:
    """One order with the buyer's number and address; that it was looked at is written down."""
    found = _dossier(number)
    write_entry(who=who(request), action="order_viewed", target=f"order:{found.order.number}")
    commune = communes().get(found.order.commune_code)
    province = provinces().get(found.order.province_code)
    return render(request, "operators/order.html", {"dossier": found, "commune": commune, "province": province})


@operators_only
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for the reason, then end the order."""
    found = _dossier(number)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"dossier": found, "form": form}
        return render(request, "operators/order_cancel.html", context, status=422 if form.errors else 200)
    reason = form.words()
    command(
        request,
        action="order_cancelled",
        target=f"order:{found.order.number}",
        run=lambda: cancel_order(order_number=found.order.number, by="operator", reason=reason),
        said=_("Đã hủy đơn %(number)s. Hàng trả lại kệ, khách và sạp được báo.") % {"number": found.order.number},
        reason=reason,
    )
    return redirect("operators:order", number=found.order.number)


def _dossier(number: str) -> Dossier:
    try:
        return dossier(number)
    except NotFound:
        raise Http404 from None
