"""What is to be done, what is due first in front; it moves by itself."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from events.models import RecordedEvent
from marketplace.operators.forms import DoneForm
from marketplace.operators.models import WorkDone
from marketplace.operators.selectors.open_work import open_counts
from marketplace.operators.selectors.worklist import READERS, work_list
from marketplace.operators.services import note_work_done
from marketplace.operators.views.desk import command, operators_only
from notifications.selectors import position_of
from payments.models import PaymentAttempt

TOPIC = "operators"


@never_cache
@operators_only
def home(request: HttpRequest) -> HttpResponse:
    """The work list; `?loai=seller` shows one kind."""
    # Read before the list: what comes in between is fetched again rather than missed.
    position = position_of(TOPIC)
    return render(request, "operators/home.html", _list(request) | {"topic": TOPIC, "position": position})


@never_cache
@operators_only
def fragment(request: HttpRequest) -> HttpResponse:
    """The list alone, for the page that is open."""
    return render(request, "operators/parts/work.html", _list(request))


@operators_only
def done(request: HttpRequest, kind: str, subject: int) -> HttpResponse:
    """Write down that a refund was given, or held money looked into, outside of the market."""
    order_number = _order_of(kind, subject)
    form = DoneForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "kind": kind, "order_number": order_number}
        return render(request, "operators/work_done.html", context, status=422 if form.errors else 200)
    note = form.cleaned_data["note"]
    command(
        request,
        action="work_done",
        target=f"order:{order_number}",
        run=lambda: note_work_done(
            kind=kind,
            subject=subject,
            order_number=order_number,
            note=note,
            operator=request.user,  # type: ignore[arg-type]
        ),
        said=_("Đã ghi. Việc này không còn trong danh sách."),
        kind=kind,
        note=note,
    )
    return redirect("operators:home")


def _list(request: HttpRequest) -> dict[str, Any]:
    kind = request.GET.get("loai", "")
    kind = kind if kind in READERS else ""
    counts = open_counts()
    works = work_list(kind=kind)
    return {
        "kind": kind,
        "counts": counts,
        "total": sum(counts.values()),
        "works": works,
        "overdue": sum(work.overdue for work in works),
        "asked": request.GET.urlencode(),
    }


def _order_of(kind: str, subject: int) -> str:
    if kind == WorkDone.Kind.REFUND:
        asked = get_object_or_404(RecordedEvent, position=subject, name="RefundBecameDue")
        return str(asked.payload["order_number"])
    if kind == WorkDone.Kind.HELD:
        return get_object_or_404(PaymentAttempt, pk=subject, state=PaymentAttempt.State.HELD).order_number
    raise Http404
