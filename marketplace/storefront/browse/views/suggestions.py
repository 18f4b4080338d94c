"""What the search box offers while one types: a piece of page, put under the box by find.js."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue.photo_names import photo_url
from marketplace.storefront.browse import filters
from search.labels import stalls_named
from search.popular import popular_searches
from search.queries import FEWEST_LETTERS
from search.selectors import suggest

MOST_GOODS, MOST_STALLS = 6, 3


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Goods, stalls of the market and producers for what has been typed so far."""
    typed = filters.typed(request.GET)
    if len(typed) < FEWEST_LETTERS:
        return render(request, "storefront/browse/suggestions.html", {"popular": popular_searches()})
    found = suggest(typed, limit=MOST_GOODS)
    context = {
        "goods": [(hit, photo_url(hit.image, 320)) for hit in found.products],
        "categories": [
            (name, reverse("storefront:category", args=(slug,)))
            for slug, name in stalls_named(typed, limit=MOST_STALLS)
        ],
        "sellers": found.sellers[:MOST_STALLS],
    }
    return render(request, "storefront/browse/suggestions.html", context)
