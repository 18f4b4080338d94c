"""A stall's own page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from base.errors import NotFound
from catalogue.photo_names import photo_url
from marketplace.storefront.browse.cards import cards
from marketplace.storefront.browse.filters import page_number, pages
from marketplace.storefront.browse.selectors import open_stall
from marketplace.storefront.browse.shell import buyer_page
from places import register
from search.queries import SearchQuery
from search.selectors import search_products


def seller(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sells here, from where, and all of it."""
    try:
        stall = open_stall(slug)
    except NotFound:
        raise Http404 from None
    query = SearchQuery(seller=slug, sort="newest", page=page_number(request.GET))
    found = search_products(query)
    return buyer_page(
        request,
        "seller.html",
        {
            "seller": stall,
            "commune": register.commune(stall.commune_code),
            "portrait": photo_url(stall.portrait, 640),
            "items": cards(found.hits),
            "total": found.total,
            "page": query.page,
            "pages": pages(found.total, query),
        },
    )
