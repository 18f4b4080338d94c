"""The market's bank account: statements come in, what they do not explain waits for a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from base.errors import MarketError
from marketplace.access.answers import message_for
from marketplace.audit.requests import who
from marketplace.audit.services import carry_out
from marketplace.operators.money_forms import NoteForm, StatementForm, TransferForm
from marketplace.operators.views.desk import ROWS_ON_A_PAGE, command, operators_only
from payments.bank.importing import import_statement
from payments.bank.matching import confirm_seen, match_by_hand, note_returned, note_settlement
from payments.bank.models import BankTransfer, Statement
from payments.bank.selectors import statements, unmatched

#: What else an unmatched transfer can be, beside an order's money.
DECISIONS: dict[str, Callable[..., Any]] = {"chuyen-tra": note_returned, "cong-chuyen-ve": note_settlement}


@operators_only
def bank(request: HttpRequest) -> HttpResponse:
    """The queue, and a file to bring."""
    form = StatementForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _bring(request, form):
        return redirect("operators:bank")
    page = Paginator(unmatched(), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "statements": statements()[:10]}
    return render(request, "operators/bank.html", context, status=422 if form.errors else 200)


@operators_only
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """One transfer: for which order it was."""
    found = get_object_or_404(BankTransfer, pk=pk)
    form = TransferForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _order(request, lambda: match_by_hand(transfer_id=pk, **_typed(form)), form, transfer=pk)
    ):
        return redirect("operators:bank")
    return render(
        request, "operators/transfer.html", {"transfer": found, "form": form}, status=422 if form.errors else 200
    )


@operators_only
def decide(request: HttpRequest, pk: int, decision: str) -> HttpResponse:
    """Ask first, then write down that it was sent back, or that it came from the gateway."""
    found = get_object_or_404(BankTransfer, pk=pk)
    if decision not in DECISIONS:
        raise Http404
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"transfer": found, "form": form, "decision": decision}
        return render(request, "operators/transfer_decide.html", context, status=422 if form.errors else 200)
    command(
        request,
        action="transfer_decided",
        target=f"transfer:{pk}",
        run=lambda: DECISIONS[decision](transfer_id=pk, **form.cleaned_data),
        said=_("Đã ghi. Khoản này không còn trong danh sách."),
        decision=decision,
        note=form.cleaned_data["note"],
    )
    return redirect("operators:bank")


@operators_only
def seen(request: HttpRequest) -> HttpResponse:
    """An operator saw an order's money on the account before the statement came."""
    form = TransferForm(
        request.POST if request.method == "POST" else None, initial={"order_number": request.GET.get("don", "")[:10]}
    )
    if request.method == "POST" and form.is_valid() and _order(request, lambda: confirm_seen(**_typed(form)), form):
        return redirect("operators:bank")
    return render(request, "operators/transfer_seen.html", {"form": form}, status=422 if form.errors else 200)


def _bring(request: HttpRequest, form: StatementForm) -> bool:
    file = form.cleaned_data["file"]
    name, kind = file.name, form.cleaned_data["bank"]
    try:
        kept: Statement = carry_out(
            who=who(request),
            action="statement_imported",
            target="statement:",
            command=lambda: import_statement(bank=kind, file_name=name, content=file.read()),
            bank=kind,
        )
    except MarketError as error:
        form.add_error("file", message_for(error))
        return False
    left = kept.transfers.filter(state=BankTransfer.State.UNMATCHED).count()
    told = {"all": kept.credits, "known": kept.known, "left": left}
    messages.success(request, _("Đã đọc %(all)s khoản tiền vào: %(known)s đã biết, %(left)s chưa khớp đơn.") % told)
    return True


def _typed(form: TransferForm) -> dict[str, str]:
    return {"order_number": form.cleaned_data["order_number"].strip().upper(), "note": form.cleaned_data["note"]}


def _order(request: HttpRequest, run: Callable[[], Any], form: TransferForm, **detail: Any) -> bool:
    return command(
        request,
        action="transfer_matched",
        target=f"order:{_typed(form)['order_number']}",
        run=run,
        said=_("Đã khớp. Đơn được báo đã nhận tiền."),
        note=form.cleaned_data["note"],
        **detail,
    )
