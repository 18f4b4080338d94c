"""The ledger: balances, the entries of an order, whether everything agrees; and the rules that entries follow."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from marketplace.operators.account_names import account_name, sum_name
from marketplace.operators.rules import RULES, RuleForm
from marketplace.operators.selectors.books import differences
from marketplace.operators.views.desk import command, operators_only
from payments.ledger.models import Account
from payments.ledger.selectors import Balance, balances, entries_of_order


@never_cache
@operators_only
def ledger(request: HttpRequest) -> HttpResponse:
    """Balances, those of orders and sellers as sums; `?don=CD…` the entries of one order, leg by leg."""
    number = request.GET.get("don", "").strip().upper()[:40]
    context = {
        "groups": _groups(balances()),
        "number": number,
        "entries": entries_of_order(number) if number else [],
        "checked": "kiem" in request.GET,
        "differences": differences() if "kiem" in request.GET else [],
    }
    return render(request, "operators/ledger.html", context)


@never_cache
@operators_only
def rules(request: HttpRequest) -> HttpResponse:
    """Every rate and rule with the day from which it holds and its source."""
    return render(request, "operators/rules.html", {"rules": RULES.items()})


@operators_only
def rule_add(request: HttpRequest, kind: str) -> HttpResponse:
    """Enter a row that holds from today or later; those that hold already stay as they are."""
    if kind not in RULES:
        raise Http404
    rule = RULES[kind]
    form: RuleForm = rule.form(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context: dict[str, Any] = {"form": form, "title": rule.title}
        return render(request, "operators/rule_add.html", context, status=422 if form.errors else 200)
    said = _("Đã ghi. Quy định này chạy từ ngày đã chọn.")
    command(request, action="rule_added", target=f"{kind}:", run=form.save, said=said, **form.told())
    return redirect("operators:rules")


def _groups(found: list[Balance]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Balances by kind; of orders and sellers the sum of what is owed, and apart from it of what they owe."""
    groups: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in found:
        groups[one.kind][sum_name(one.code, one.amount_vnd) or account_name(one.code)] += one.amount_vnd
    return [(str(kind.label), list(groups[kind].items())) for kind in Account.Kind if kind in groups]
