"""Whose basket it is: a signed cookie for guests, the owner's row for people who are logged in.

Oscar's tables hold the goods. Its middleware is not used: it would look at the session, and apply offers, on every page
of the market.
"""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from oscar.apps.basket.models import Basket

from base import clock
from marketplace.storefront.buying.lines import merge_lines
from people.models import User

COOKIE, COUNT_COOKIE = "basket", "basket_count"
SIXTY_DAYS = 60 * 60 * 24 * 60


def viewer_of(request: HttpRequest) -> User | None:
    """Who is logged in. A browser without a session is nobody, and costs no query."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if request.user.is_authenticated else None


def find_basket(request: HttpRequest) -> Basket | None:
    """The open basket behind a request, if there is one. What a guest had collected joins his own at login."""
    viewer, carried = viewer_of(request), _carried(request)
    if viewer is None:
        return carried
    own = Basket.open.filter(owner=viewer).order_by("pk").first()
    return own if carried is None else _joined(viewer, own, carried)


def open_basket(request: HttpRequest) -> Basket:
    """The basket to put something in; a new row when there was none."""
    return find_basket(request) or Basket.objects.create(owner=viewer_of(request))


def remember(request: HttpRequest, response: HttpResponse, basket: Basket | None, count: int) -> HttpResponse:
    """Tell the browser which basket is its own, and how many kinds of goods the masthead shows."""
    guests = basket is not None and basket.owner_id is None and count
    _keep(request, response, COOKIE, Signer(salt=COOKIE).sign(str(basket.pk)) if basket and guests else "")
    _keep(request, response, COUNT_COOKIE, str(count) if count else "")
    return response


def _keep(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    if value:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(name, value, max_age=SIXTY_DAYS, httponly=True, samesite="Lax", secure=secure)
    elif name in request.COOKIES:
        response.delete_cookie(name, samesite="Lax")


def _carried(request: HttpRequest) -> Basket | None:
    try:
        number = Signer(salt=COOKIE).unsign(request.COOKIES.get(COOKIE, ""))
    except BadSignature:
        return None
    return Basket.open.filter(pk=number, owner=None).first()


@transaction.atomic
def _joined(viewer: User, own: Basket | None, carried: Basket) -> Basket:
    if own is None:
        carried.owner = viewer
        carried.save(update_fields=["owner"])
        return carried
    merge_lines(source=carried, target=own)
    if typed := list(carried.vouchers.all()):
        own.vouchers.set(typed)
    carried.status, carried.date_merged = Basket.MERGED, clock.now()
    carried.save(update_fields=["status", "date_merged"])
    return own
