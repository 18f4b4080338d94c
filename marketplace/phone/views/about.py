"""Help, and what a phone needs to keep the stall on its first screen."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from marketplace.phone.reading.orders import open_orders_count
from sellers.models import Partner


@require_GET
def help(request: HttpRequest) -> HttpResponse:
    """Whom to call, and how the daily things are done. For those who are still thinking about a stall, too."""
    mine = Partner.objects.filter(users=request.user.pk).first() if request.user.is_authenticated else None
    count = open_orders_count(mine.pk) if mine else 0
    return render(request, "phone/help.html", {"seller": mine, "open_orders_count": count})


@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """The web app manifest: installed, the market opens at the stall."""
    icons = [
        {"src": static(f"phone/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    described = {
        "name": _("Sạp của tôi – %(market)s") % {"market": settings.MARKET_NAME},
        "short_name": _("Sạp của tôi"),
        "lang": "vi",
        "start_url": reverse("phone:home"),
        "scope": reverse("phone:home"),
        "display": "standalone",
        "background_color": "#eff4f1",
        "theme_color": "#0e3f2f",
        "icons": icons,
    }
    return JsonResponse(described, content_type="application/manifest+json")
