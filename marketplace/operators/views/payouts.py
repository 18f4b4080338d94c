"""Paying sellers out: what a run would do, the runs, their approval, the file for the bank and the bank's answer."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from base import clock
from marketplace.audit.requests import who
from marketplace.audit.services import write_entry
from marketplace.operators.forms import BankAnswerForm, DoneForm, ReturnForm
from marketplace.operators.views.desk import ROWS_ON_A_PAGE, command, operators_only
from payments.payouts.bank_file import bank_file
from payments.payouts.due import preview, rule_of
from payments.payouts.models import Payout, PayoutMismatch, PayoutRun
from payments.payouts.results import Reading, read_bank_answer, return_payout, settle_mismatch
from payments.payouts.runs import approve_run, cancel_run, prepare_run
from people.models import User
from sellers.models import Partner


@never_cache
@operators_only
def payouts(request: HttpRequest) -> HttpResponse:
    """What a run would pay now, who is held back and why, lines of the bank that fit nothing, and the runs so far."""
    now = clock.now()
    due = preview(now)
    sellers = Partner.objects.in_bulk([one.seller_id for one in due])
    runs = PayoutRun.objects.annotate(number=Count("payouts"), total=Sum("payouts__amount_vnd")).order_by("-pk")
    context = {
        "due": [(one, sellers[one.seller_id]) for one in due],
        "payable": sum(one.amount_vnd for one in due if not one.held_back),
        "rule": rule_of(now),
        "page": Paginator(runs, ROWS_ON_A_PAGE).get_page(request.GET.get("page")),
        "mismatches": PayoutMismatch.objects.filter(settled_at=None).order_by("pk"),
        "form": BankAnswerForm(),
    }
    return render(request, "operators/payouts.html", context)


@require_POST
@operators_only
def prepare(request: HttpRequest) -> HttpResponse:
    """Set aside what is due; nothing is paid by it."""
    command(
        request,
        action="payout_prepared",
        target="payout_run:",
        run=lambda: prepare_run(operator=_operator(request), now=clock.now()),
        said=_("Đã lập đợt chi. Xem lại rồi duyệt."),
    )
    return redirect("operators:payouts")


@never_cache
@operators_only
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """One run: every transfer, its state, and what can be done."""
    found = _run(pk)
    own = found.needs_second and found.prepared_by_id == request.user.pk
    listed = found.payouts.select_related("seller", "bank_account").order_by("pk")
    context = {"run": found, "payouts": listed, "own": own, "form": ReturnForm()}
    return render(request, "operators/payout_run.html", context)


@operators_only
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first, then book the payouts and open the bank file."""
    if request.method != "POST":
        return render(request, "operators/payout_approve.html", {"run": _run(pk)})
    said = _("Đã duyệt và ghi sổ. Tải tệp gửi ngân hàng.")
    command(
        request,
        action="payout_approved",
        target=f"payout_run:{pk}",
        run=lambda: approve_run(run_id=_run(pk).pk, operator=_operator(request)),
        said=said,
    )
    return redirect("operators:payout_run", pk=pk)


@require_POST
@operators_only
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a prepared run; nothing was paid, and what it held is due again."""
    said = _("Đã bỏ đợt chi. Các khoản trở lại danh sách tới hạn.")
    command(
        request,
        action="payout_cancelled",
        target=f"payout_run:{pk}",
        run=lambda: cancel_run(run_id=_run(pk).pk),
        said=said,
    )
    return redirect("operators:payouts")


@never_cache
@operators_only
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The list for the bank, account numbers in the clear: that it was fetched is written down."""
    found = get_object_or_404(PayoutRun, pk=pk, state=PayoutRun.State.SENT)
    write_entry(who=who(request), action="bank_file_fetched", target=f"payout_run:{pk}")
    answer = HttpResponse(bank_file(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="chi-tien-{pk}.csv"'
    return answer


@require_POST
@operators_only
def returned(request: HttpRequest, pk: int) -> HttpResponse:
    """The bank sent one transfer back."""
    payout = get_object_or_404(Payout, pk=pk)
    reason = request.POST.get("reason", "").strip()[:200]
    command(
        request,
        action="payout_returned",
        target=f"payout:{payout.reference}",
        run=lambda: return_payout(payout_id=pk, reason=reason),
        said=_("Đã ghi tiền bị trả lại. Sạp được báo để xem lại tài khoản."),
        reason=reason,
    )
    return redirect("operators:payout_run", pk=payout.run_id)


@require_POST
@operators_only
def bank_answer(request: HttpRequest) -> HttpResponse:
    """Take in the bank's file of results."""
    form = BankAnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "operators/payout_answer.html", {"form": form}, status=422)
    content = form.cleaned_data["file"]
    read: list[Reading] = []
    command(
        request,
        action="bank_answer_read",
        target="payouts",
        run=lambda: read.append(read_bank_answer(content=content)),
        said=_("Đã đọc tệp của ngân hàng. Dòng nào không khớp nằm trong danh sách bên dưới."),
    )
    return redirect("operators:payouts")


@operators_only
def mismatch(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what became of a line that fitted nothing."""
    found = get_object_or_404(PayoutMismatch, pk=pk, settled_at=None)
    form = DoneForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context: dict[str, Any] = {"form": form, "mismatch": found}
        return render(request, "operators/payout_mismatch.html", context, status=422 if form.errors else 200)
    note = form.cleaned_data["note"]
    command(
        request,
        action="mismatch_settled",
        target=f"payout_mismatch:{pk}",
        run=lambda: settle_mismatch(mismatch_id=pk, note=note, operator=_operator(request)),
        said=_("Đã ghi. Việc này không còn trong danh sách."),
        note=note,
    )
    return redirect("operators:payouts")


def _run(pk: int) -> PayoutRun:
    return get_object_or_404(PayoutRun.objects.annotate(total=Sum("payouts__amount_vnd")), pk=pk)


def _operator(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
