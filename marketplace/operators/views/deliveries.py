"""Deliveries of events that gave up: why, with what, and another try."""

from __future__ import annotations

import json

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from base.errors import Conflict
from events.dispatcher import replay_parked, replay_parked_of
from marketplace.operators.selectors.deliveries import outbox_state, parked
from marketplace.operators.selectors.open_work import parked_by_subscriber
from marketplace.operators.spans import in_words
from marketplace.operators.views.desk import ROWS_ON_A_PAGE, command, operators_only


@operators_only
def deliveries(request: HttpRequest) -> HttpResponse:
    """Those that gave up, with reason and event; `?noi=` of one subscriber. How the rest is doing stands above."""
    subscriber = request.GET.get("noi", "")[:100]
    page = Paginator(parked(subscriber=subscriber), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    outbox = outbox_state()
    context = {
        "page": page,
        "rows": [(one, json.dumps(one.event.payload, ensure_ascii=False, indent=2)) for one in page.object_list],
        "outbox": outbox,
        "lag": in_words(outbox.lag) if outbox.lag else "—",
        "groups": parked_by_subscriber(),
        "subscriber": subscriber,
    }
    return render(request, "operators/deliveries.html", context)


@require_POST
@operators_only
def replay(request: HttpRequest, pk: int) -> HttpResponse:
    """Another five tries for one."""

    def run() -> None:
        if not replay_parked(delivery_id=pk):
            raise Conflict(delivery_id=pk)

    said = _("Đang chạy lại. Nếu vẫn kẹt, việc này hiện lại ở đây sau ít phút.")
    command(request, action="delivery_replayed", target=f"delivery:{pk}", run=run, said=said)
    return redirect("operators:deliveries")


@operators_only
def replay_all(request: HttpRequest) -> HttpResponse:
    """Ask first, then another five tries for everything of one subscriber."""
    subscriber = (request.POST.get("noi") or request.GET.get("noi", ""))[:100]
    waiting = parked(subscriber=subscriber).count() if subscriber else 0
    if not waiting:
        return redirect("operators:deliveries")
    if request.method != "POST":
        return render(request, "operators/replay_all.html", {"subscriber": subscriber, "waiting": waiting})
    command(
        request,
        action="subscriber_replayed",
        target=subscriber,
        run=lambda: replay_parked_of(subscriber=subscriber),
        said=_("Đang chạy lại %(n)s việc.") % {"n": waiting},
        count=waiting,
    )
    return redirect("operators:deliveries")
