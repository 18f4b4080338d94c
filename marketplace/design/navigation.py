"""Links that know whether they are the place one is at: the producer's tab bar, the desk's side, page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Place:
    """A link with an icon; `count` above zero stands beside it in a dot."""

    url: str
    icon: str
    label: str
    current: bool = False
    count: int = 0
    main: bool = False


def is_current(path: str, url: str, *, exact: bool = False) -> bool:
    """Whether a page at `path` belongs under the link `url`: the page itself or, unless `exact`, one below it."""
    return path == url or (not exact and path.startswith(url.rstrip("/") + "/"))


def phone_tabs(path: str, open_orders: int) -> list[Place]:
    """The producer's five tabs; the nearest one is current, the first only on its own page."""
    names = (
        ("home", "home", _("Nhà")),
        ("orders", "order", _("Đơn")),
        ("listing_new", "plus", _("Đăng hàng")),
        ("money", "money", _("Tiền")),
        ("help", "help", _("Hỏi")),
    )
    places = []
    for name, icon, label in names:
        url = reverse(f"phone:{name}")
        current = is_current(path, url, exact=name == "home")
        count = open_orders if name == "orders" else 0
        places.append(Place(url, icon, label, current, count, main=name == "listing_new"))
    return places


@dataclass(frozen=True)
class PageLink:
    """One step of a pager; without a url it is the gap between far-apart numbers."""

    label: str
    url: str = ""
    current: bool = False


def page_links(request: HttpRequest, number: int, pages: int, param: str) -> Iterator[PageLink]:
    """The numbers to show around `number` of `pages`, keeping what else the address asks for."""
    query = request.GET.copy()
    for page in Paginator(range(pages), 1).get_elided_page_range(number, on_each_side=1, on_ends=1):
        if isinstance(page, int):
            query[param] = str(page)
            yield PageLink(str(page), f"?{query.urlencode()}", page == number)
        else:
            yield PageLink("…")
