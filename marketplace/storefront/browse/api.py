"""API of looking around: what the search page and its suggestions show, as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema

from catalogue.photo_names import photo_url
from marketplace.storefront.browse import filters
from search.labels import stalls_named
from search.queries import Hit
from search.selectors import search_products, suggest

router = Router(tags=["search"])
SUGGESTED = 6


class HitOut(Schema):
    """A product on sale. Price in đồng per unit; `ocop_star` only while its certificate is valid."""

    id: int
    title: str
    url: str
    price_vnd: int
    unit: str
    seller: str
    commune: str
    ocop_star: int | None
    in_stock: bool
    image: str | None


class FacetOut(Schema):
    """A choice, and how many hits there would be with it."""

    value: str
    label: str
    count: int


class SearchOut(Schema):
    """One page of hits. `suggestion`: what was searched for instead, when nothing has the words as typed."""

    total: int
    in_stock: int
    page: int
    backend: str
    hits: list[HitOut]
    facets: dict[str, list[FacetOut]]
    suggestion: str | None


class NamedOut(Schema):
    """Something with a page of its own."""

    name: str
    url: str


class SellerOut(NamedOut):
    """An open stall."""

    commune: str


class SuggestOut(Schema):
    """What the words typed so far could become."""

    products: list[HitOut]
    categories: list[NamedOut]
    sellers: list[SellerOut]


@router.get("/search", response=SearchOut, summary="Search goods on sale")
def search(request: HttpRequest) -> dict[str, Any]:
    """Parameters: q, category, commune (several), ocop (several), price_min, price_max, in_stock, seller,
    fair (several), sort, page, size. Values that make no sense are passed over, as on the page.
    """
    query = filters.api_question(request.GET)
    found = search_products(query)
    return {
        "total": found.total,
        "in_stock": found.in_stock,
        "page": query.page,
        "backend": found.backend,
        "hits": [_hit(hit) for hit in found.hits],
        "facets": {
            name: [{"value": each.value, "label": each.label, "count": each.count} for each in values]
            for name, values in found.facets.items()
        },
        "suggestion": found.suggestion,
    }


@router.get("/suggest", response=SuggestOut, summary="Complete what is being typed")
def complete(request: HttpRequest) -> dict[str, Any]:
    """`q` is what has been typed so far; nothing comes back for fewer than two letters."""
    typed = filters.typed(request.GET)
    found = suggest(typed, limit=SUGGESTED)
    return {
        "products": [_hit(hit) for hit in found.products],
        "categories": [
            {"name": name, "url": reverse("storefront:category", args=(slug,))}
            for slug, name in stalls_named(typed, limit=3)
        ],
        "sellers": [{"name": each.name, "url": each.url, "commune": each.commune_name} for each in found.sellers],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "title": hit.title,
        "url": hit.url,
        "price_vnd": hit.price_vnd,
        "unit": hit.unit,
        "seller": hit.seller_name,
        "commune": hit.commune_name,
        "ocop_star": hit.ocop_star,
        "in_stock": hit.in_stock,
        "image": photo_url(hit.image, 320) or None,
    }
