"""Just enough addresses for the page shells: the screens themselves are other apps' business."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path


def stub(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def shell(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, f"design/{name}.html", {"open_orders_count": 2})


storefront = [
    path("tim-kiem/", stub, name="search"),
    path("gio-hang/", stub, name="basket"),
    path("don-hang/", stub, name="orders"),
]
phone = [
    path("", stub, name="home"),
    path("don/", stub, name="orders"),
    path("dang/", stub, name="listing_new"),
    path("tien/", stub, name="money"),
    path("hoi/", stub, name="help"),
]
urlpatterns = [
    path("", include("marketplace.design.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include((storefront, "storefront"))),
    path("ban-hang/", include((phone, "phone"))),
    path("vo/<slug:name>/", shell),
]
