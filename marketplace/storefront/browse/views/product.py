"""A product's own page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from base import clock
from base.errors import NotFound
from catalogue.photo_names import photo_url
from marketplace.design.units import price_per_base_unit, rounded_to_compare
from marketplace.storefront.browse.cards import cards
from marketplace.storefront.browse.selectors import photos_of, stock_on_sale
from marketplace.storefront.browse.shell import buyer_page
from places import register
from search.queries import SearchQuery
from search.selectors import search_products
from sellers.models import StockRecord

MORE_OF_SELLER = 4


def product(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Photo, price, who made it and where. A wrong slug leads to the right one."""
    try:
        stock = stock_on_sale(pk)
    except NotFound:
        raise Http404 from None
    if slug != stock.product.slug:
        return HttpResponsePermanentRedirect(reverse("storefront:product", args=(stock.product.slug, pk)))
    return buyer_page(request, "product.html", _context(stock))


def _context(stock: StockRecord) -> dict[str, Any]:
    goods, seller, price = stock.product, stock.partner, stock.price_vnd.amount
    photos = photos_of(goods.pk)
    per = price_per_base_unit(price, goods.unit)
    more = search_products(SearchQuery(seller=seller.code, sort="newest", size=MORE_OF_SELLER + 1)).hits
    return {
        "product": goods,
        "seller": seller,
        "commune": register.commune(seller.commune_code),
        "price_vnd": price,
        "per": (rounded_to_compare(per[0]), per[1]) if per and per[0] != price else None,
        "available": stock.net_stock_level,
        "unit_word": goods.unit.split(" ")[0],
        "star": goods.valid_ocop_star(clock.market_day(clock.now())),
        "photos": [{w: photo_url(name, w) for w in (320, 640, 1200)} for name in photos],
        "portrait": photo_url(seller.portrait, 320),
        "more": cards([hit for hit in more if hit.id != goods.pk][:MORE_OF_SELLER]),
    }
