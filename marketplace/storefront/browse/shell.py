"""What every buyer's page around its own content needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from search.labels import shelf


def shelf_links() -> list[tuple[str, str]]:
    """Name and address of each stall of the market, for the masthead."""
    return [(name, reverse("storefront:category", args=(slug,))) for slug, name in shelf()]


def buyer_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Render one of the buyer's pages with the masthead's links."""
    return render(request, f"storefront/browse/{template}", {"shelf_categories": shelf_links(), **context})
