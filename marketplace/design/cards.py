"""The goods card. A list shows 24 of them, so a card is put together here and not by a template of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from operator import attrgetter
from typing import Any

from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from marketplace.design.icons import icon_svg
from marketplace.design.plates import plate_class
from marketplace.design.units import price_per_base_unit, rounded_to_compare
from marketplace.design.words import dong

#: Cards above the fold of any screen; the pictures of the rest wait until they are scrolled to.
EAGER = 4

_LATER = ' loading="lazy" decoding="async"'


def goods_card_html(item: Any, *, place: int = 0, level: int = 3) -> SafeString:
    """One card for an object or a mapping with the fields listed in docs/design.md.

    `place` is its place in the list (plate tint, lazy loading), `level` its heading; without an add_url or stock there
    is no +. The form of the + carries no token, so that a list is the same for everybody: its view looks at the origin.
    """
    value: Callable[[str], Any] = item.__getitem__ if isinstance(item, Mapping) else lambda name: attrgetter(name)(item)

    def read(name: str) -> str:
        return escape(str(value(name) or ""))

    title, in_stock, price = read("title"), value("in_stock"), value("price_vnd")
    image = read("image_url") or static("design/art/gio-dan.svg")
    mark = _mark(value("ocop_star"), read("seller_name"))
    return SafeString(
        f'<article class="goods{"" if in_stock else " out"}">'
        f'<div class="plate {plate_class(place)}{"" if image.endswith(".svg") else " photo"}">'
        f'<img src="{image}" alt="" width="300" height="300"{"" if place < EAGER else _LATER}></div>'
        f"{'' if in_stock else _sold_out()}"
        f'<div class="in-card"><p class="from">{icon_svg("map")}{read("commune_name")}</p>'
        f'<h{level}><a href="{read("url")}">{title}</a></h{level}><p>{mark}</p>'
        f'<p class="price"><b>{dong(price)}</b> <span>/{read("unit")}</span></p>{_per(price, value("unit"))}</div>'
        f"{_add(read('add_url'), title) if in_stock else ''}</article>"
    )


def ocop_html(stars: int | None) -> SafeString:
    """The OCOP badge; nothing for a product without stars."""
    if not stars:
        return SafeString("")
    label = escape(_("OCOP %(stars)s sao") % {"stars": stars})
    return SafeString(
        f'<span class="ocop" role="img" aria-label="{label}"><span aria-hidden="true">OCOP</span>'
        f'<i aria-hidden="true">{"★" * stars}</i></span>'
    )


def _sold_out() -> str:
    return f'<span class="tag flag is-bad">{escape(_("Hết hàng"))}</span>'


def _mark(stars: int | None, seller: str) -> str:
    """Stars say more than a name and there is room for one of them."""
    return ocop_html(stars) or f'<span class="tiny muted">{seller}</span>'


def _per(price_vnd: int, unit: str) -> str:
    per = price_per_base_unit(price_vnd, unit)
    if per is None or per[0] == price_vnd:
        return ""
    return f'<p class="per">{dong(rounded_to_compare(per[0]))}/{per[1]}</p>'


def _add(add_url: str, title: str) -> str:
    if not add_url:
        return ""
    # The title is escaped already; the sentence around it is ours.
    label = escape(_("Bỏ %(title)s vào giỏ")) % {"title": title}
    return (
        f'<form method="post" action="{add_url}"><button class="btn icon go round" aria-label="{label}">'
        f"{icon_svg('plus')}</button></form>"
    )
