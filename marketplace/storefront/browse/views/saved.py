"""Searches that a buyer keeps, to be told of new goods."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from base.errors import MarketError
from marketplace.access.answers import message_for
from marketplace.access.guards import requires_login
from marketplace.storefront.browse import filters
from marketplace.storefront.browse.shell import buyer_page
from search.labels import label_of
from search.queries import SearchQuery
from search.saving import MOST_SAVED, forget_search, save_search, searches_of


@requires_login
def keep(request: HttpRequest) -> HttpResponse:
    """Say what would be kept; keep it when the buyer presses the button."""
    query = filters.question(request.GET)
    context = {
        "words": words_of(query),
        "most": MOST_SAVED,
        "back": f"{reverse('storefront:search')}?{_address(query)}",
    }
    if request.method == "POST":
        try:
            save_search(user=request.user, query=query)  # type: ignore[arg-type]  # requires_login
        except MarketError as refusal:
            return buyer_page(request, "search_keep.html", context | {"refusal": message_for(refusal)})
        return redirect("storefront:searches_saved")
    return buyer_page(request, "search_keep.html", context)


@requires_login
def saved(request: HttpRequest) -> HttpResponse:
    """A buyer's own saved searches."""
    own = searches_of(request.user)  # type: ignore[arg-type]  # requires_login
    rows = [(row.pk, words_of(query), f"{reverse('storefront:search')}?{_address(query)}") for row, query in own]
    return buyer_page(request, "searches_saved.html", {"rows": rows})


@require_POST
@requires_login
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Be told of it no more."""
    forget_search(user=request.user, saved_search_id=pk)  # type: ignore[arg-type]  # requires_login
    return redirect("storefront:searches_saved")


def words_of(query: SearchQuery) -> str:
    """A saved search in words."""
    parts = [f"“{query.text}”"] if query.text else []
    parts += [label_of("category", query.category)] if query.category else []
    parts += [label_of("seller", query.seller)] if query.seller else []
    parts += [label_of("fair", str(fair)) for fair in query.fairs]
    parts += [label_of("commune", code) for code in query.communes]
    parts += [label_of("ocop", str(star)) for star in query.ocop]
    parts += [label_of("price", _band(query))] if _band(query) else []
    parts += [_("Chỉ hàng còn bán")] if query.in_stock else []
    return ", ".join(parts)


def _band(query: SearchQuery) -> str:
    if query.price_min is None and query.price_max is None:
        return ""
    return f"{query.price_min or 0}-{'' if query.price_max is None else query.price_max}"


def _address(query: SearchQuery) -> str:
    asked: dict[str, str | list[str]] = {
        "q": query.text,
        "category": query.category,
        "seller": query.seller,
        "commune": list(query.communes),
        "ocop": [str(star) for star in query.ocop],
        "fair": [str(fair) for fair in query.fairs],
        "price": _band(query),
        "in_stock": "1" if query.in_stock else "",
    }
    return urlencode({name: value for name, value in asked.items() if value}, doseq=True)
