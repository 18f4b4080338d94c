"""Whose stall a request is about, and pages of that stall."""

from __future__ import annotations

from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render

from base.errors import NotFound
from marketplace.access.guards import View, requires_seller
from marketplace.phone.reading.goods import ShownGoods, own_goods
from marketplace.phone.reading.orders import ShownPart, open_orders_count, own_part
from people.models import User
from sellers.models import Partner


def requires_stall(view: View) -> View:
    """Only for people with a stall that was let in at some time; others are led to where they see what it waits for."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if stall_of(request).state in (Partner.State.PENDING, Partner.State.REFUSED):
            return redirect("phone:home")
        return view(request, *args, **kwargs)

    return requires_seller(guarded)


def stall_of(request: HttpRequest) -> Partner:
    """The stall that `requires_seller` found."""
    return cast(Partner, request.seller)  # type: ignore[attr-defined]


def holder_of(request: HttpRequest) -> User:
    """The person behind a guarded request."""
    return cast(User, request.user)


def show(request: HttpRequest, page: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the stall, with the number beside "Đơn" in the tab bar."""
    seller = stall_of(request)
    shown = {"seller": seller, "open_orders_count": open_orders_count(seller.pk), **context}
    return render(request, f"phone/{page}.html", shown, status=status)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, be it empty; None when it is only to be shown."""
    return request.POST if request.method == "POST" else None


def part_or_404(request: HttpRequest, pk: int) -> ShownPart:
    """One of the stall's own orders; another stall's is as unknown as none."""
    try:
        return own_part(stall_of(request).pk, pk)
    except NotFound:
        raise Http404 from None


def goods_or_404(request: HttpRequest, pk: int) -> ShownGoods:
    """One of the stall's own listings; another stall's is as unknown as none."""
    try:
        return own_goods(stall_of(request).pk, pk)
    except NotFound:
        raise Http404 from None
