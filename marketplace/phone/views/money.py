"""What came in, month by month, what goes off, who holds it, what was paid out, and where to."""

from __future__ import annotations

import re
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from base import clock
from base.errors import NotFound
from marketplace.phone.forms import BankAccountForm
from marketplace.phone.reading.money import months_of, purse_of, sales_of, shown_sales, sums_of
from marketplace.phone.stall import requires_stall, sent, show, stall_of
from payments.payouts.bank_accounts import BANK_NAMES, bank_account_of, give_bank_account, give_tax_number
from payments.payouts.due import rule_of
from payments.payouts.selectors import payout_of_seller, payouts_of, standing_of, statement_of
from payments.tax.models import TaxIdentity

PAGE, LATEST_PAYOUTS = 30, 5


@require_GET
@requires_stall
def money(request: HttpRequest) -> HttpResponse:
    """One month's completed sales, line by line; months to choose from; what is to come and what has come."""
    seller_id, now = stall_of(request).pk, clock.now()
    month = _asked_month(request) or clock.market_day(now).replace(day=1)
    page = Paginator(sales_of(seller_id, month), PAGE).get_page(request.GET.get("trang"))
    account = bank_account_of(seller_id)
    context = {
        "month": month,
        "months": months_of(seller_id),
        "sums": sums_of(seller_id, month),
        "purse": purse_of(seller_id, now),
        "standing": standing_of(seller_id, now),
        "rule": rule_of(now),
        "account": account,
        "bank": BANK_NAMES.get(account.bank_bin, "") if account else "",
        "payouts": payouts_of(seller_id)[:LATEST_PAYOUTS],
        "page": page,
        "sales": shown_sales(page.object_list),
    }
    return show(request, "money", context)


@require_GET
@requires_stall
def payout(request: HttpRequest, pk: int) -> HttpResponse:
    """The statement of one payout, to read or to print."""
    seller_id = stall_of(request).pk
    try:
        found = payout_of_seller(seller_id=seller_id, payout_id=pk)
    except NotFound:
        raise Http404 from None
    bank = BANK_NAMES.get(found.bank_account.bank_bin, "")
    return show(request, "payout", {"payout": found, "lines": statement_of(found), "bank": bank})


@never_cache
@require_http_methods(["GET", "POST"])
@requires_stall
def bank_account(request: HttpRequest) -> HttpResponse:
    """Where the money goes, and the number for the tax office; what was given is shown by its last digits only."""
    seller = stall_of(request)
    form = BankAccountForm(sent(request), initial={"holder": seller.holder_name})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        give_bank_account(
            seller_id=seller.pk, bank_bin=typed["bank_bin"], number=typed["number"], holder=typed["holder"]
        )
        if typed["tax_number"]:
            give_tax_number(seller_id=seller.pk, number=typed["tax_number"])
        messages.success(request, _("Đã lưu kín. Lần chuyển tới, tiền về tài khoản này."))
        return redirect("phone:money")
    account = bank_account_of(seller.pk)
    context = {
        "form": form,
        "account": account,
        "bank": BANK_NAMES.get(account.bank_bin, "") if account else "",
        "tax_identity": TaxIdentity.objects.filter(seller=seller).first(),
    }
    return show(request, "bank_account", context, status=422 if form.errors else 200)


def _asked_month(request: HttpRequest) -> date | None:
    asked = re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", request.GET.get("thang", ""))
    return date(int(asked[1]), int(asked[2]), 1) if asked else None
