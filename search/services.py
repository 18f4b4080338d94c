"""Keeping the index in step with the catalogue. Each may be run again at any time: it reads what is true now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from base import clock
from search import comparing, fairs, reading, standing
from search.backends.elastic.building import build, drop_replaced, outdated
from search.backends.guarded import GuardedBackend
from search.models import ProductDocument
from search.selectors import backend
from sellers.models import StockRecord

#: Certificates that ended this long ago are looked for: the check runs more often.
LOOKED_BACK = timedelta(days=3)


@transaction.atomic
def index_products(*, product_ids: Collection[int]) -> None:
    """Bring some products up to date; those not on sale (any more) disappear."""
    backend().put(reading.read_products(product_ids))


@transaction.atomic
def index_seller(*, seller_id: int) -> None:
    """Bring a stall and all its goods up to date."""
    backend().put(reading.read_sellers([seller_id]))
    goods = StockRecord.objects.filter(partner_id=seller_id).values_list("product_id", flat=True)
    index_products(product_ids=list(goods))


@transaction.atomic
def index_fair(*, fair_id: int) -> None:
    """Bring a fair, and what can be found there, up to date."""
    if moved := fairs.note(fair_id):
        index_products(product_ids=moved)


def rebuild() -> int:
    """Make the whole index afresh from the tables; says how many products are on sale. Searching goes on meanwhile."""
    for fair_id in fairs.ids_there():
        fairs.note(fair_id)
    return backend().rebuild(reading.everything())


def send_to_index() -> int:
    """Tell the search server what it has not heard yet; says how much. Nothing to do where there is no such server."""
    asked = backend()
    return asked.send_unsent() if isinstance(asked, GuardedBackend) else 0


def build_index() -> int:
    """A new index of the documents as they are, without reading the catalogue; says how many products it holds."""
    asked = backend()
    return asked.build_index() if isinstance(asked, GuardedBackend) else ProductDocument.objects.count()


def check_index() -> comparing.Drift:
    """Compare documents with the catalogue, and the search server with the documents; mend what differs.

    An index of a form that an earlier release gave it is replaced first.
    """
    asked = backend()
    stale = comparing.stale_documents()
    for ids in stale:
        index_products(product_ids=ids)
    for fair_id in fairs.ids_there():
        index_fair(fair_id=fair_id)
    if not isinstance(asked, GuardedBackend):
        return comparing.Drift(documents=sum(map(len, stale)))
    drop_replaced()
    for kind in outdated():
        build(kind)
    differing = comparing.drifted()
    send_to_index()
    return comparing.Drift(documents=sum(map(len, stale)), index=differing)


def weigh_goods(*, now: datetime) -> int:
    """Count how producers answer and whose certificates ended, and weigh their goods anew; says how many sellers'."""
    changed = standing.count_answers(now)
    for seller_id in changed:
        index_seller(seller_id=seller_id)
    today = clock.market_day(now)
    ended = ProductDocument.objects.filter(ocop_expires_on__range=(today - LOOKED_BACK, today))
    index_products(product_ids=list(ended.values_list("pk", flat=True)))
    return len(changed)
