"""Vouchers: the list with their uses, giving one out, ending one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from base import clock
from marketplace.operators.selectors.vouchers import shown_vouchers
from marketplace.operators.views.desk import ROWS_ON_A_PAGE, command, operators_only
from marketplace.operators.voucher_form import VoucherForm
from promotions import selectors
from promotions.bearer import Bearer
from promotions.services import VoucherTerms, end_voucher, make_voucher
from promotions.vouchers.models import Voucher


@operators_only
def vouchers(request: HttpRequest) -> HttpResponse:
    """All of them, the newest first."""
    page = Paginator(selectors.vouchers(), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "shown": shown_vouchers(page.object_list, clock.now())}
    return render(request, "operators/vouchers.html", context)


@operators_only
def make(request: HttpRequest) -> HttpResponse:
    """Its terms; what cannot be right comes back beside its box."""
    if request.method != "POST":
        today = clock.market_day(clock.now())
        begin = {"begins": today, "bearer": Bearer.MARKET, "usage": Voucher.ONCE_PER_CUSTOMER}
        return render(request, "operators/voucher_make.html", {"form": VoucherForm(initial=begin)})
    form = VoucherForm(request.POST)
    if form.is_valid() and _made(request, form):
        return redirect("operators:vouchers")
    return render(request, "operators/voucher_make.html", {"form": form}, status=422)


def _made(request: HttpRequest, form: VoucherForm) -> bool:
    terms = form.terms()
    return command(
        request,
        action="voucher_made",
        target=f"voucher:{terms.code}",
        run=lambda: make_voucher(terms=terms),
        said=_("Đã tạo mã."),
        **_told(terms),
    )


def _told(terms: VoucherTerms) -> dict[str, object]:
    """What the audit log keeps of it."""
    return {
        "percent": terms.percent,
        "amount_vnd": terms.amount.amount if terms.amount else None,
        "borne_by": terms.borne_by,
        "usage": terms.usage,
        "ends": terms.ends.isoformat(),
    }


@operators_only
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; orders that were placed keep their discount."""
    voucher = get_object_or_404(selectors.vouchers(), pk=pk)
    if request.method != "POST":
        [shown] = shown_vouchers([voucher], clock.now())
        return render(request, "operators/voucher_end.html", {"one": shown})
    command(
        request,
        action="voucher_ended",
        target=f"voucher:{voucher.code}",
        run=lambda: end_voucher(voucher_id=pk, now=clock.now()),
        said=_("Đã ngừng mã. Đơn đã đặt vẫn giữ phần giảm."),
    )
    return redirect("operators:vouchers")
