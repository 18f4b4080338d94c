"""Searches that people saved, and telling them of new goods."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from django.db import transaction

from base import clock
from base.errors import Conflict, InvalidInput
from events.outbox import record
from events.searches import SavedSearchFound
from people.models import User
from search.models import ProductDocument, SavedSearch
from search.queries import MOST_ON_A_PAGE, SearchQuery
from search.selectors import backend

#: Searches that one person may keep.
MOST_SAVED = 20
#: Nobody is told of the same search more often.
PAUSE = timedelta(hours=24)
_KEPT = ("text", "category", "communes", "ocop", "price_min", "price_max", "in_stock", "seller", "fairs")


@transaction.atomic
def save_search(*, user: User, query: SearchQuery) -> SavedSearch:
    """Keep a search; the same one twice is kept once. Raises InvalidInput for an empty one, Conflict when full."""
    conditions = {name: getattr(query, name) for name in _KEPT if getattr(query, name)}
    if not conditions:
        raise InvalidInput({"q": "required"})
    now = clock.now()
    # Counting and adding are one step for each person.
    User.objects.select_for_update().get(pk=user.pk)
    known = {
        "user": user,
        "fingerprint": blake2b(repr(sorted(conditions.items())).encode(), digest_size=16).hexdigest(),
    }
    others = SavedSearch.objects.filter(user=user)
    if not others.filter(**known).exists() and others.count() >= MOST_SAVED:
        raise Conflict(most=MOST_SAVED)
    saved, _new = SavedSearch.objects.get_or_create(
        **known, defaults={"conditions": conditions, "created_at": now, "told_until": now}
    )
    return saved


@transaction.atomic
def forget_search(*, user: User, saved_search_id: int) -> None:
    """Drop a search of one's own; nothing happens to anybody else's."""
    SavedSearch.objects.filter(user=user, pk=saved_search_id).delete()


def searches_of(viewer: User) -> list[tuple[SavedSearch, SearchQuery]]:
    """A person's own saved searches, the newest first."""
    return [(saved, query_of(saved.conditions)) for saved in SavedSearch.objects.filter(user=viewer).order_by("-pk")]


def query_of(conditions: dict[str, Any]) -> SearchQuery:
    """The question that was saved."""
    several = {name: tuple(value) for name, value in conditions.items() if isinstance(value, list)}
    return SearchQuery(**(conditions | several))


def tell_of_new_goods(*, now: datetime) -> int:
    """Find new goods for saved searches and record that they are there; says for how many."""
    told = 0
    for saved in SavedSearch.objects.filter(told_until__lte=now - PAUSE).order_by("pk").iterator(chunk_size=200):
        told += _tell(saved, now)
    return told


@transaction.atomic
def _tell(saved: SavedSearch, now: datetime) -> bool:
    newest = replace(query_of(saved.conditions), sort="newest", size=MOST_ON_A_PAGE, counted=False)
    found = [hit.id for hit in backend().search(newest).hits if hit.in_stock]
    new = ProductDocument.objects.filter(pk__in=found, listed_at__gt=saved.told_until, listed_at__lte=now).count()
    # Whoever moved the mark tells; another worker at the same search finds it moved.
    mine = SavedSearch.objects.filter(pk=saved.pk, told_until=saved.told_until)
    if not new or not mine.update(told_until=now):
        return False
    record(SavedSearchFound(saved.pk, saved.user_id, goods=new))
    return True
