"""What all pages of buying share: they are one person's own, so nothing between us and the browser keeps them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control


def private_page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a page that is neither stored by proxies nor listed by search engines."""
    response = render(request, f"storefront/buying/{template}", context, status=status)
    patch_cache_control(response, private=True, no_cache=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Not "no-referrer": browsers would then send "Origin: null" with our own forms. Other sites see nothing either way.
    response["Referrer-Policy"] = "same-origin"
    return response
