"""`{% load design %}`: the market's components. Each is shown in all its states on /phong-cach/."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from marketplace.design import navigation, plates, words
from marketplace.design.cards import goods_card_html, ocop_html
from marketplace.design.forms import shown_field
from marketplace.design.icons import SHAPES, icon_svg

register = template.Library()

for _filter in (
    words.dong,
    words.number,
    words.market_time,
    words.market_date,
    words.phone_vn,
    words.phone_masked,
):
    register.filter(_filter)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """`{% icon "cart" %}`; with a label when no word stands beside it."""
    if name not in SHAPES:
        raise template.TemplateSyntaxError(f"icons.svg holds no icon {name!r}")
    return icon_svg(name, label)


@register.simple_tag
def art(name: str, alt: str = "") -> SafeString:
    """`{% art "gio-dan" %}`: one of the drawings under static/design/art/, decorative unless `alt` says what it is."""
    source = static(f"design/art/{name}.svg")
    return format_html('<img src="{}" alt="{}" width="300" height="300">', source, alt)


@register.simple_tag
def ocop(stars: int | None) -> SafeString:
    """`{% ocop 4 %}`; nothing without stars."""
    return ocop_html(stars)


@register.simple_tag
def stars(average: float) -> SafeString:
    """`{% stars 4.8 %}`: what buyers gave, out of five."""
    full = max(0, min(5, round(average)))
    label = _("%(average)s trên 5") % {"average": words.number(average)}
    return format_html('<span class="stars" role="img" aria-label="{}">{}</span>', label, "★" * full + "☆" * (5 - full))


@register.simple_tag
def plate_class(place: int) -> str:
    """`<div class="plate {% plate_class forloop.counter0 %}">`; an id does for a thing that stands alone."""
    return plates.plate_class(place)


@register.simple_tag(takes_context=True)
def goods_card(context: Context, item: Any, heading: int = 3) -> SafeString:
    """`{% goods_card item %}`; `heading` is the level of its title. Fields of an item: docs/design.md."""
    loop = context.get("forloop")
    place = loop["counter0"] if loop else 0
    return goods_card_html(item, place=place, level=heading)


@register.simple_tag
def state(text: str, tone: str = "", icon: str = "") -> SafeString:
    """`{% state "Đã giao" "leaf" icon="check" %}`: a word and an icon, since colour alone says nothing."""
    drawn = icon_svg(icon) if icon else ""
    return format_html('<span class="tag{}">{}{}</span>', f" is-{tone}" if tone else "", drawn, text)


_SYNC = {"local": "device", "wait": "wait", "sent": "sent"}


@register.simple_tag
def sync_state(kind: str, text: str = "") -> SafeString:
    """`{% sync_state "local" %}`, then `wait`, then `sent`: where a producer's work is."""
    usual = {"local": _("Chỉ có trên máy này"), "wait": _("Đang chờ mạng"), "sent": _("Đã gửi")}
    return format_html('<span class="sync {}">{}{}</span>', kind, icon_svg(_SYNC[kind]), text or usual[kind])


_NOTE_ICON = {"": "info", "leaf": "check", "honey": "info", "bad": "warn"}


@register.simple_block_tag
def note(content: SafeString, tone: str = "", icon: str = "", role: str = "") -> SafeString:
    """`{% note "honey" icon="offline" %}…{% endnote %}`; tones: none (information), leaf, honey, bad."""
    classes = f"note {tone}".strip()
    spoken = format_html(' role="{}"', role) if role else ""
    drawn = icon_svg(icon or _NOTE_ICON[tone])
    return format_html('<div class="{}"{}>{}<div>{}</div></div>', classes, spoken, drawn, content)


@register.inclusion_tag("design/parts/field.html")
def field(bound: BoundField, **attrs: str) -> dict[str, Any]:
    """`{% field form.phone autocomplete="tel" %}`: label, hint, control, error; extras go onto the control."""
    return {"shown": shown_field(bound, **attrs)}


@register.inclusion_tag("design/parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """`{% error_summary form %}`: nothing while all is well, else what to mend, linked to where."""
    return {"form": form, "wrong": [bound for bound in form if bound.errors and not bound.is_hidden]}


@register.inclusion_tag("design/parts/qty.html")
def qty(name: str, value: int, label: str, low: int = 1, high: int = 999) -> dict[str, Any]:
    """`{% qty "quantity" 2 "Số túi" high=40 %}`: a number box with steppers."""
    return {"name": name, "value": value, "label": label, "low": low, "high": high}


@register.inclusion_tag("design/parts/empty.html")
def empty(picture: str, title: str, text: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """`{% empty "gio-dan" "Giỏ còn trống" "Đi một vòng chợ…" url "Đi chợ" %}`: what is missing, the one next step."""
    return {"picture": picture, "title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("design/parts/timeline.html")
def timeline(steps: list[Any]) -> dict[str, Any]:
    """`{% timeline steps %}`: each with state (done, now, todo, stop), title and perhaps at (aware) and detail."""
    return {"steps": steps}


@register.inclusion_tag("design/parts/pager.html", takes_context=True)
def pager(context: Context, number: int, pages: int, param: str = "page") -> dict[str, Any]:
    """`{% pager page.number page.paginator.num_pages %}`: nothing when all fits on one page."""
    links = list(navigation.page_links(context["request"], number, pages, param)) if pages > 1 else []
    return {"links": links}


@register.inclusion_tag("design/parts/tabbar.html", takes_context=True)
def tabbar(context: Context) -> dict[str, Any]:
    """The producer's tabs; `open_orders_count` of the context stands beside "Đơn"."""
    return {"places": navigation.phone_tabs(context["request"].path, context.get("open_orders_count") or 0)}


@register.inclusion_tag("design/parts/nav_item.html", takes_context=True)
def nav_item(
    context: Context, url: str, icon: str, label: str, *, count: int = 0, exact: bool = False
) -> dict[str, Any]:
    """`{% nav_item url "order" "Việc cần làm" count=14 %}`: one line of the desk's side."""
    current = navigation.is_current(context["request"].path, url, exact=exact)
    return {"place": navigation.Place(url, icon, label, current, count)}


@register.simple_tag
def script(name: str) -> SafeString:
    """`{% script "live" %}`: one of the modules under static/design/js/."""
    return format_html('<script type="module" src="{}"></script>', static(f"design/js/{name}.js"))


@register.simple_tag
def htmx() -> SafeString:
    """htmx for screens that swap fragments; nothing where the vendor files were not copied, and pages still work."""
    if finders.find("vendor/htmx.min.js") is None:
        return SafeString("")
    config = '{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true}'
    source = static("vendor/htmx.min.js")
    return format_html('<meta name="htmx-config" content="{}"><script defer src="{}"></script>', config, source)
