"""`/thong-ke/`: what officials see. Figures come from the tables of `indicators` and from nowhere else."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from base import clock
from indicators.definitions import DEFINITIONS, PERIOD
from indicators.selectors import Slice, last_counted
from marketplace.access.guards import requires_role
from marketplace.officials import exporting, tables
from marketplace.officials.details import details
from marketplace.officials.filters import FilterForm
from marketplace.officials.kpis import kpis
from marketplace.officials.names import commune_name
from marketplace.officials.periods import month_of, period_name
from notifications.selectors import position_of
from notifications.topics import INDICATORS
from people.models import OFFICIAL

official = requires_role(OFFICIAL)
SUBJECTS: tuple[tables.Subject, ...] = ("xa-phuong", "nganh-hang", "thang")


@official
def overview(request: HttpRequest) -> HttpResponse:
    """The figures of a period; they move by themselves while one looks."""
    # Before the figures: what is counted between the two is fetched again, never missed.
    position = position_of(INDICATORS)
    form = FilterForm(request.GET or {})
    context: dict[str, Any] = {"form": form, "query": request.GET.urlencode(), "position": position}
    if form.is_valid():
        context |= _head(form.chosen) | {"kpis": kpis(form.chosen)} | details(request.GET, form.chosen)
    return render(request, "officials/overview.html", context, status=200 if form.is_valid() else 422)


@official
def headline(request: HttpRequest) -> HttpResponse:
    """The five figures alone, for the live page."""
    chosen = _valid(request)
    return render(request, "officials/parts/kpis.html", _head(chosen) | {"kpis": kpis(chosen)})


@official
def remainder(request: HttpRequest) -> HttpResponse:
    """Map, chart and tables alone, for the live page."""
    chosen = _valid(request)
    context = {"query": request.GET.urlencode()} | _head(chosen) | details(request.GET, chosen)
    return render(request, "officials/parts/details.html", context)


@official
def method(request: HttpRequest) -> HttpResponse:
    """How every figure is computed."""
    return render(request, "officials/method.html", {"definitions": DEFINITIONS, "period": PERIOD})


@official
def paper(request: HttpRequest) -> HttpResponse:
    """The form for printing: what it shows may be published."""
    chosen = _valid(request)
    communes, pooled = exporting.pooled_communes(chosen)
    context = _head(chosen) | {
        "communes": communes,
        "pooled": pooled,
        "categories": exporting.published_rows("nganh-hang", chosen),
        "months": exporting.published_rows("thang", chosen),
        "total": exporting.published_total(chosen),
        "definitions": DEFINITIONS,
        "query": request.GET.urlencode(),
    }
    return render(request, "officials/paper.html", context)


@official
def download(request: HttpRequest, subject: str) -> HttpResponse:
    """A table as a file; what it holds may be published."""
    if subject not in SUBJECTS:
        raise Http404
    chosen = _valid(request)
    name = f"cho-duoc_{subject}_{chosen.first_month}_{chosen.last_month}.csv"
    answer = HttpResponse(exporting.as_csv(subject, chosen), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _valid(request: HttpRequest) -> Slice:
    form = FilterForm(request.GET or {})
    if not form.is_valid():
        # Only the overview makes such addresses, and it says there what to mend.
        raise Http404
    return form.chosen


def _head(chosen: Slice) -> dict[str, Any]:
    return {
        "period": period_name(chosen.first_month, chosen.last_month),
        "running": chosen.last_month == month_of(clock.now()),
        "last_counted": last_counted(),
        "as_of": clock.now(),
        "place": commune_name(chosen.commune_code) if chosen.commune_code else "",
    }
