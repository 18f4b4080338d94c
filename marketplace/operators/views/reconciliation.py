"""Our books beside the gateway's file, day by day."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from base.errors import MarketError
from marketplace.access.answers import message_for
from marketplace.audit.requests import who
from marketplace.audit.services import write_entry
from marketplace.operators.money_forms import NoteForm, SettlementForm
from marketplace.operators.views.desk import ROWS_ON_A_PAGE, command, operators_only
from payments.reconciliation.models import Difference
from payments.reconciliation.selectors import open_differences, reconciliations
from payments.reconciliation.services import close_difference, fetch_settlement, reconcile


@operators_only
def reconciliation(request: HttpRequest) -> HttpResponse:
    """Open differences, the days that were compared, and a file to bring."""
    form = SettlementForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            content = form.cleaned_data["file"].read().decode("utf-8", "replace")
            _compare(request, form.cleaned_data["day"], content)
        except MarketError as error:
            form.add_error("file", message_for(error))
        else:
            return redirect("operators:reconciliation")
    page = Paginator(reconciliations(), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "differences": open_differences()[:100]}
    return render(request, "operators/reconciliation.html", context, status=422 if form.errors else 200)


@require_POST
@operators_only
def fetch(request: HttpRequest, day: str) -> HttpResponse:
    """Compare a day anew with the file as the gateway has it now."""
    try:
        wanted = date.fromisoformat(day)
        _compare(request, wanted, fetch_settlement(wanted))
    except MarketError as error:
        messages.error(request, message_for(error))
    except ValueError:
        messages.error(request, _("Chọn một ngày có thật."))
    return redirect("operators:reconciliation")


@operators_only
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what became of a difference."""
    found = get_object_or_404(Difference.objects.select_related("reconciliation"), pk=pk)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"difference": found, "form": form}
        return render(request, "operators/difference.html", context, status=422 if form.errors else 200)
    command(
        request,
        action="difference_closed",
        target=f"difference:{pk}",
        run=lambda: close_difference(difference_id=pk, note=form.cleaned_data["note"]),
        said=_("Đã ghi. Chênh lệch này không còn trong danh sách."),
        kind=found.kind,
        reference=found.reference,
        note=form.cleaned_data["note"],
    )
    return redirect("operators:reconciliation")


def _compare(request: HttpRequest, day: date, content: str) -> None:
    kept = reconcile(day=day, content=content)
    write_entry(who=who(request), action="payments_reconciled", target=f"day:{day.isoformat()}")
    named = kept.differences.filter(gone_at=None, closed_at=None).count()
    told = {"rows": kept.rows, "named": named}
    messages.success(request, _("Đã đối soát %(rows)s dòng: %(named)s chênh lệch chưa xử lý.") % told)
