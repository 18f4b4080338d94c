"""Which documents an index outside the database still has to hear of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import F

from search.backends import Batch
from search.models import IndexedVersion

Kind = IndexedVersion.Kind


def advance(batch: Batch) -> None:
    """Count one more version of everything in a batch. Runs under the locks that the batch was read with."""
    products = [*(each.product_id for each in batch.products), *batch.gone_products]
    sellers = [*(each.seller_id for each in batch.sellers), *batch.gone_sellers]
    advance_those(Kind.PRODUCT, products)
    advance_those(Kind.SELLER, sellers)


def advance_those(kind: Kind, ids: Iterable[int]) -> None:
    """Count one more version of each, so that it is sent again."""
    wanted = set(ids)
    rows = IndexedVersion.objects.filter(kind=kind, object_id__in=wanted)
    known = set(rows.values_list("object_id", flat=True))
    rows.update(version=F("version") + 1)
    # Whoever counts a product holds its lock, so nobody else makes its first row now.
    new = (IndexedVersion(kind=kind, object_id=each) for each in wanted - known)
    IndexedVersion.objects.bulk_create(new, ignore_conflicts=True)


def unsent(*, limit: int) -> list[IndexedVersion]:
    """What waits to be sent, the longest known first."""
    return list(IndexedVersion.objects.exclude(sent=F("version")).order_by("pk")[:limit])


def mark_sent(rows: Sequence[IndexedVersion]) -> None:
    """Note the versions that were sent; what has changed since then still waits."""
    for row in rows:
        row.sent = row.version
    IndexedVersion.objects.bulk_update(rows, ["sent"])


def versions_of(kind: Kind, ids: Iterable[int]) -> dict[int, int]:
    """The present version by id; what never changed has none."""
    rows = IndexedVersion.objects.filter(kind=kind, object_id__in=list(ids))
    return dict(rows.values_list("object_id", "version"))
