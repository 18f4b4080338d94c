"""What is to be done, what is due first in front; it moves by itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from marketplace.operators.selectors.open_work import open_counts
from marketplace.operators.selectors.worklist import READERS, work_list
from marketplace.operators.views.desk import operators_only
from notifications.selectors import position_of

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
