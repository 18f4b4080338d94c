"""The goods card. A list shows 24 of them, so a card is put together here and not by a template of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from marketplace.design.icons import icon_svg
from marketplace.design.plates import plate_class
from marketplace.design.units import price_per_base_unit, rounded_to_compare
from marketplace.design.words import dong

#: Cards above the fold of any screen; the pictures of the rest wait until they are scrolled to.
EAGER = 4

_CARD = (
    '<article class="goods{out}"><div class="plate {plate}{photo}">'
    '<img src="{image}" alt="" width="300" height="300"{lazy}></div>{flag}'
    '<div class="in-card"><p class="from">{place_icon}{commune}</p>'
    '<h{level}><a href="{url}">{title}</a></h{level}><p>{mark}</p>'
    '<p class="price"><b>{price}</b> <span>/{unit}</span></p>{per}</div>{add}</article>'
)
_ADD = (
    '<form method="post" action="{url}"><input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
    '<button class="btn icon go round" aria-label="{label}">{icon}</button></form>'
)


def goods_card_html(item: Any, *, place: int = 0, level: int = 3, token: object = "") -> SafeString:
    """One card for an object or a mapping with the fields listed in docs/design.md.

    `place` is its place in the list (plate tint, lazy loading), `level` its heading, `token` the CSRF token that the
    + needs; without a token, an add_url or stock there is no +.
    """
    read: Callable[[str], Any] = item.__getitem__ if isinstance(item, Mapping) else lambda name: attrgetter(name)(item)
    image, in_stock, title = read("image_url"), read("in_stock"), read("title")
    return format_html(
        _CARD,
        out="" if in_stock else " out",
        plate=plate_class(place),
        photo="" if not image or image.endswith(".svg") else " photo",
        image=image or static("design/art/gio-dan.svg"),
        lazy="" if place < EAGER else SafeString(' loading="lazy" decoding="async"'),
        flag="" if in_stock else format_html('<span class="tag flag is-bad">{}</span>', _("Hết hàng")),
        place_icon=icon_svg("map"),
        commune=read("commune_name"),
        level=level,
        url=read("url"),
        title=title,
        mark=_mark(read("ocop_star"), read("seller_name")),
        price=dong(read("price_vnd")),
        unit=read("unit"),
        per=_per(read("price_vnd"), read("unit")),
        add=_add(read("add_url"), title, token) if in_stock else "",
    )


def ocop_html(stars: int | None) -> SafeString:
    """The OCOP badge; nothing for a product without stars."""
    if not stars:
        return SafeString("")
    return format_html(
        '<span class="ocop" role="img" aria-label="{}"><span aria-hidden="true">OCOP</span>'
        '<i aria-hidden="true">{}</i></span>',
        _("OCOP %(stars)s sao") % {"stars": stars},
        "★" * stars,
    )


def _mark(stars: int | None, seller: str) -> SafeString:
    """Stars say more than a name and there is room for one of them."""
    return ocop_html(stars) or format_html('<span class="tiny muted">{}</span>', seller)


def _per(price_vnd: int, unit: str) -> SafeString:
    per = price_per_base_unit(price_vnd, unit)
    if per is None or per[0] == price_vnd:
        return SafeString("")
    return format_html('<p class="per">{}/{}</p>', dong(rounded_to_compare(per[0])), per[1])


def _add(add_url: str, title: str, token: object) -> SafeString:
    if not add_url or not token:
        return SafeString("")
    label = _("Bỏ %(title)s vào giỏ") % {"title": title}
    return format_html(_ADD, url=add_url, token=token, label=label, icon=icon_svg("plus"))
