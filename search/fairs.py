"""Fairs that goods can be found at. Which of them run the day says, so nothing is indexed when one begins or ends.

Fairs are kept by a screen above the search: `settings.SEARCH_FAIRS` names the class that tells of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.module_loading import import_string

from search import revision
from search.models import FairDocument, FairGoods

_KEY = "search:fairs"
#: Of a fair that is not read yet: it runs on no day.
_UNKNOWN = {"name": "", "starts_on": date.max, "ends_on": date.min}


@dataclass(frozen=True, slots=True)
class FairFacts:
    """A fair as its keeper tells of it; both days are market days and belong to it."""

    fair_id: int
    name: str
    starts_on: date
    ends_on: date
    product_ids: frozenset[int]


class KnownFair(NamedTuple):
    """What a question needs of a fair."""

    name: str
    starts_on: date
    ends_on: date


class FairSource(Protocol):
    """Whoever keeps the fairs."""

    def fair_ids(self) -> Collection[int]:
        """All fairs there are."""

    def fair(self, fair_id: int) -> FairFacts | None:
        """One of them as it is now; None when it is gone."""


def known() -> Mapping[int, KnownFair]:
    """All fairs by id, those that end first in front. Kept in the cache until one changes."""
    fairs: dict[int, KnownFair] | None = cache.get(_KEY)
    if fairs is None:
        rows = FairDocument.objects.order_by("ends_on", "name").values_list("fair_id", *KnownFair._fields)
        fairs = {fair_id: KnownFair(*fair) for fair_id, *fair in rows}
        cache.set(_KEY, fairs, revision.KEPT_FOR)
    return fairs


def running(today: date) -> tuple[int, ...]:
    """The fairs that a market day belongs to."""
    return tuple(each for each, fair in known().items() if fair.starts_on <= today <= fair.ends_on)


def running_of(fair_ids: Iterable[int], today: date) -> tuple[int, ...]:
    """Of these fairs the ones that a market day belongs to: nothing can be bought at the others."""
    on = running(today)
    return tuple(each for each in fair_ids if each in on)


def fairs_of(product_ids: Collection[int]) -> dict[int, list[int]]:
    """The fairs that products were brought to, whenever those run; products without any are missing."""
    found: dict[int, list[int]] = {}
    rows = FairGoods.objects.filter(product_id__in=product_ids).order_by("fair_id")
    for product_id, fair_id in rows.values_list("product_id", "fair_id"):
        found.setdefault(product_id, []).append(fair_id)
    return found


def ids_there() -> set[int]:
    """The fairs there are, and those that are known but are gone."""
    return {*_source().fair_ids()} | set(FairDocument.objects.values_list("pk", flat=True))


@transaction.atomic
def note(fair_id: int) -> set[int]:
    """Take over what a fair's keeper says of it now; says which products were brought there or taken away."""
    # Whoever holds the row reads after all who held it before.
    row, _new = FairDocument.objects.select_for_update().get_or_create(fair_id=fair_id, defaults=_UNKNOWN)
    told = _source().fair(fair_id)
    before = set(FairGoods.objects.filter(fair_id=fair_id).values_list("product_id", flat=True))
    now = told.product_ids if told else frozenset()
    FairGoods.objects.filter(fair_id=fair_id, product_id__in=before - now).delete()
    FairGoods.objects.bulk_create(FairGoods(fair_id=fair_id, product_id=each) for each in sorted(now - before))
    if told:
        row.name, row.starts_on, row.ends_on = told.name, told.starts_on, told.ends_on
        row.save()
    else:
        row.delete()
    _forget_known()
    transaction.on_commit(_forget_known)
    revision.advance()
    return before ^ now


def _forget_known() -> None:
    cache.delete(_KEY)


def _source() -> FairSource:
    source: FairSource = import_string(settings.SEARCH_FAIRS)()
    return source
