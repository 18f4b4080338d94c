"""Lists of goods: a stall of the market, and what a search finds."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from marketplace.storefront.browse import filters
from marketplace.storefront.browse.cards import cards
from marketplace.storefront.browse.shell import buyer_page
from search.labels import shelf
from search.popular import note_search, popular_searches
from search.queries import SearchQuery, SearchResult
from search.selectors import near_goods, search_products


def category(request: HttpRequest, slug: str) -> HttpResponse:
    """One stall of the market."""
    name = dict(shelf()).get(slug)
    if name is None:
        raise Http404
    query = filters.question(request.GET, category=slug)
    return buyer_page(
        request, "list.html", {"title": name, **_list(request, query, search_products(query)), "in_category": True}
    )


def search(request: HttpRequest) -> HttpResponse:
    """What was searched for; near goods when nothing fits."""
    query = filters.question(request.GET)
    title = _("Tìm “%(words)s”") % {"words": query.text} if query.text else _("Tất cả hàng trên chợ")
    found = search_products(query)
    context = {"title": title, "query": query.text, **_list(request, query, found), "keep": request.GET.urlencode()}
    if query.page == 1:
        if found.hits:
            note_search(query.text, found)
        else:
            context |= {"near": cards(near_goods(query.text)), "popular": popular_searches()}
    return buyer_page(request, "list.html", context)


def _list(request: HttpRequest, query: SearchQuery, found: SearchResult) -> dict[str, Any]:
    return {
        "items": cards(found.hits),
        "total": found.total,
        "suggestion": found.suggestion,
        "facets": filters.choices(found, request.GET),
        "chips": filters.chips(request.GET, request.path),
        "in_stock": query.in_stock,
        "sort": query.sort,
        "sorts": [
            ("relevance", _("Hợp nhất")),
            ("newest", _("Mới đăng")),
            ("price", _("Giá thấp trước")),
            ("-price", _("Giá cao trước")),
        ],
        "price": request.GET.get("price", ""),
        "page": query.page,
        "pages": filters.pages(found.total, query),
    }
