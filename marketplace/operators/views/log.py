"""The audit log: who did what, to what, when and from where."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from marketplace.audit.actions import ACTIONS
from marketplace.audit.selectors import entries
from marketplace.operators.views.desk import operators_only

ENTRIES_ON_A_PAGE = 50


@operators_only
def log(request: HttpRequest) -> HttpResponse:
    """Newest first; `?viec=` one action, `?doi-tuong=seller:12` one target."""
    action, target = request.GET.get("viec", ""), request.GET.get("doi-tuong", "").strip()[:80]
    found = entries(action=action if action in ACTIONS else "", target=target)
    page = Paginator(found, ENTRIES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, ACTIONS.get(one.action, one.action)) for one in page.object_list],
        "actions": ACTIONS.items(),
        "action": action,
        "target": target,
    }
    return render(request, "operators/log.html", context)
