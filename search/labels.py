"""What the values of facets are called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.core.cache import cache
from django.utils.translation import gettext as _

from base.money import Dong
from catalogue.selectors import top_categories
from places import register
from search import fairs
from search.analysis import spaced, words_of
from search.models import SellerDocument
from search.queries import FacetName, FacetValue

#: The stalls change a few times a year; a new one may be five minutes late.
SHELF_SECONDS = 300


def shelf() -> tuple[tuple[str, str], ...]:
    """Slug and name, in the reader's language, of each of the market's stalls in their order. Kept in the cache."""
    stalls: tuple[tuple[str, str], ...] = cache.get("search:shelf") or ()
    if not stalls:
        stalls = tuple(top_categories().values_list("slug", "name"))
        cache.set("search:shelf", stalls, SHELF_SECONDS)
    return tuple((slug, _(name)) for slug, name in stalls)


def stalls_named(typed: str, *, limit: int) -> tuple[tuple[str, str], ...]:
    """Slug and name of the market's stalls that have words beginning with all that was typed."""
    words = words_of(typed).folded
    named = [
        (slug, name) for slug, name in shelf() if all(f" {word}" in spaced(words_of(name).folded) for word in words)
    ]
    return tuple(named[:limit]) if words else ()


def label_of(facet: FacetName, value: str) -> str:
    """What a value of a facet is called."""
    return _labels(facet, [value])[value]


def labelled(facet: FacetName, counts: Mapping[str, int]) -> tuple[FacetValue, ...]:
    """The choices of a facet in the order to show them: stalls and prices as on the market, places and
    sellers by their goods."""
    if not counts:
        return ()
    if facet == "category":
        names = dict(shelf())
        order = [*(slug for slug in names if slug in counts), *(slug for slug in counts if slug not in names)]
        return tuple(FacetValue(slug, names.get(slug, slug), counts[slug]) for slug in order)
    labels = _labels(facet, counts.keys())
    values = [FacetValue(value, labels[value], goods) for value, goods in counts.items()]
    if facet == "fair":
        first = list(fairs.known())
        return tuple(sorted(values, key=lambda v: first.index(int(v.value))))
    if facet in ("commune", "seller"):
        return tuple(sorted(values, key=lambda v: (-v.count, v.label)))
    return tuple(sorted(values, key=lambda v: int(v.value.split("-")[0]), reverse=facet == "ocop"))


def _labels(facet: FacetName, values: Collection[str]) -> dict[str, str]:
    # Whatever has to be looked up is looked up once for all of them.
    if facet == "ocop":
        return {value: _("%(stars)s sao") % {"stars": value} for value in values}
    if facet == "price":
        return {value: _price_label(value) for value in values}
    if facet == "commune":
        known = register.communes()
        return {value: known[value].name if value in known else value for value in values}
    if facet == "fair":
        named = {str(fair_id): fair.name for fair_id, fair in fairs.known().items()}
        return {value: _("Có ở hội chợ: %(fair)s") % {"fair": named.get(value, value)} for value in values}
    names = dict(shelf()) if facet == "category" else _seller_names(values)
    return {value: names.get(value, value) for value in values}


def _seller_names(slugs: Iterable[str]) -> dict[str, str]:
    names: dict[str, str] = cache.get("search:sellers") or {}
    if not names.keys() >= set(slugs):
        names = dict(SellerDocument.objects.values_list("slug", "name"))
        cache.set("search:sellers", names, SHELF_SECONDS)
    return names


def _price_label(value: str) -> str:
    low, _dash, high = value.partition("-")
    if not high:
        return _("Từ %(low)s") % {"low": Dong(int(low))}
    if low == "0":
        return _("Dưới %(high)s") % {"high": Dong(int(high))}
    return _("%(low)s – %(high)s") % {"low": Dong(int(low)), "high": Dong(int(high))}
