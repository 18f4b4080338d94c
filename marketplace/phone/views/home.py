"""The first page of a stall, and what a stall sees that is not open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from base import clock
from marketplace.access.guards import requires_seller
from marketplace.phone.reading.home import feed_of, home_of
from marketplace.phone.stall import show, stall_of
from sellers.models import Partner


@require_GET
@requires_seller
def home(request: HttpRequest) -> HttpResponse:
    """What rings, what is to be done, how much is on its way; or what the stall waits for."""
    seller = stall_of(request)
    feed = feed_of(seller.pk)
    if seller.state in (Partner.State.PENDING, Partner.State.REFUSED):
        return render(request, "phone/waiting.html", {"seller": seller, "feed": feed})
    return show(request, "home", {"feed": feed, "home": home_of(seller.pk, clock.now())})


@require_GET
@requires_seller
def home_live(request: HttpRequest) -> HttpResponse:
    """The part of the first page that changes by itself."""
    seller = stall_of(request)
    if seller.state in (Partner.State.PENDING, Partner.State.REFUSED):
        return render(request, "phone/parts/waiting_live.html", {"seller": seller})
    feed = feed_of(seller.pk)
    return show(request, "parts/home_live", {"feed": feed, "home": home_of(seller.pk, clock.now())})
