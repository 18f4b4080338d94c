"""Why goods stand where they stand in the search: what a producer asks on the telephone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from marketplace.operators.views.desk import operators_only
from search.explaining import explain


@operators_only
def explained(request: HttpRequest) -> HttpResponse:
    """`?q=` a question: how it was understood, and each part of the scores of the goods that fit best."""
    text = request.GET.get("q", "").replace("\x00", "")[:200].strip()
    meaning, rows = explain(text) if text else (None, [])
    context = {
        "text": text,
        "meaning": meaning,
        "rows": rows,
        "concepts": [
            (" ".join(each.typed.written), [" ".join(name.written) for name in each.others])
            for each in (meaning.concepts if meaning else ())
        ],
    }
    return render(request, "operators/search.html", context)
