"""Withheld tax: the monthly register, its files for the tax office, and a seller's yearly certificate."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from base import clock
from marketplace.audit.requests import who
from marketplace.audit.services import write_entry
from marketplace.operators.selectors.tax import exported, shown_rows
from marketplace.operators.spreadsheet import as_csv, as_xlsx
from marketplace.operators.views.desk import operators_only
from payments.payouts.bank_accounts import open_tax_number
from payments.tax.models import TaxIdentity
from payments.tax.register import register_of, year_of
from sellers.models import Partner

WRITERS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
MONTHS_BACK = 12


@never_cache
@operators_only
def register(request: HttpRequest) -> HttpResponse:
    """The register of a month, `?thang=2026-10`; by default the one that is declared next."""
    present = clock.market_day(clock.now()).replace(day=1)
    month = _month(request.GET.get("thang", "")) or (present - timedelta(days=1)).replace(day=1)
    rows = shown_rows(register_of(month))
    months = [present]
    while len(months) < MONTHS_BACK:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    context = {
        "month": month,
        "months": months,
        "rows": rows,
        "vat": sum(shown.row.vat for shown in rows),
        "pit": sum(shown.row.pit for shown in rows),
        "revenue": sum(shown.row.revenue for shown in rows),
        # Decree 252/2026, article 10.2: the 20th of the next month.
        "due_on": (month + timedelta(days=31)).replace(day=20),
        "nameless": sum(not shown.digits for shown in rows),
    }
    return render(request, "operators/tax.html", context)


@never_cache
@operators_only
def export(request: HttpRequest, month: str, kind: str) -> HttpResponse:
    """The month as CSV or XLSX with tax numbers in the clear: that it was fetched is written down."""
    day = _month(month)
    if day is None or kind not in WRITERS:
        raise Http404
    write_entry(who=who(request), action="tax_register_exported", target=f"tax:{month}", kind=kind)
    write, content_type = WRITERS[kind]
    answer = HttpResponse(write(list(exported(day))), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="thue-{month}.{kind}"'
    return answer


@never_cache
@operators_only
def certificate(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """What was withheld of a seller in a year, to print and hand over: that it was opened is written down."""
    seller = get_object_or_404(Partner, pk=pk)
    if not 2025 <= year <= clock.market_day(clock.now()).year:
        raise Http404
    identity = TaxIdentity.objects.filter(seller=seller).first()
    write_entry(who=who(request), action="tax_certificate_opened", target=f"seller:{pk}", year=year)
    rows = shown_rows(year_of(pk, year))
    context = {
        "seller": seller,
        "year": year,
        "number": open_tax_number(identity) if identity else "",
        "rows": rows,
        "revenue": sum(shown.row.revenue for shown in rows),
        "vat": sum(shown.row.vat for shown in rows),
        "pit": sum(shown.row.pit for shown in rows),
        "as_of": clock.now(),
    }
    return render(request, "operators/tax_certificate.html", context)


def _month(text: str) -> date | None:
    asked = re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", text)
    return date(int(asked[1]), int(asked[2]), 1) if asked else None
