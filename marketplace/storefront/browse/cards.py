"""Hits of the search as goods cards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from catalogue.photo_names import photo_url
from search.queries import Hit


def cards(hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """What `{% goods_card %}` needs of each hit, in their order."""
    return [_card(hit) for hit in hits]


def _card(hit: Hit) -> dict[str, Any]:
    return {
        "product_id": hit.id,
        "title": hit.title,
        "url": hit.url,
        "price_vnd": hit.price_vnd,
        "unit": hit.unit,
        "seller_name": hit.seller_name,
        "commune_name": hit.commune_name,
        "ocop_star": hit.ocop_star,
        "in_stock": hit.in_stock,
        "image_url": photo_url(hit.image, 320),
        "add_url": reverse("storefront:basket_add", args=(hit.id,)),
    }
