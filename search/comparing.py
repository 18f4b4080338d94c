"""Finding what differs although it should not: documents from the catalogue, the search server from the documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict
from elasticsearch import helpers

from catalogue.models import Product
from search import versions
from search.backends.elastic.client import name, server
from search.backends.elastic.filling import ALIASES, Kind, sources_of
from search.models import ProductDocument, SellerDocument
from search.reading import read_products

BATCH = 1000
_ROWS = {Kind.PRODUCT: ProductDocument, Kind.SELLER: SellerDocument}


@dataclass(frozen=True)
class Drift:
    """How many documents, and how many entries of the search server, were not as they should be."""

    documents: int = 0
    index: int = 0


def stale_documents() -> list[list[int]]:
    """Products whose documents do not say what the catalogue says, in batches."""
    found, last = [], 0
    while ids := _ids_after(last):
        if stale := _stale(ids):
            found.append(stale)
        last = ids[-1]
    return found


def _ids_after(last: int) -> list[int]:
    both = (model._default_manager.filter(pk__gt=last).order_by("pk") for model in (Product, ProductDocument))
    return sorted({each for rows in both for each in rows.values_list("pk", flat=True)[:BATCH]})[:BATCH]


@transaction.atomic
def _stale(ids: Sequence[int]) -> list[int]:
    batch = read_products(ids)
    # The version alone is not compared: it grows when something changes that no document shows.
    said = {each.product_id: model_to_dict(each, exclude=["version"]) for each in batch.products}
    kept = {
        row.product_id: model_to_dict(row, exclude=["version"]) for row in ProductDocument.objects.filter(pk__in=ids)
    }
    return [each for each in ids if said.get(each) != kept.get(each)]


def drifted() -> int:
    """Count one more version of all that the server has otherwise than the documents; says how much that was."""
    differing = differing_entries()
    for kind, ids in differing.items():
        versions.advance_those(kind, ids)
    return sum(map(len, differing.values()))


def differing_entries() -> dict[Kind, set[int]]:
    """Numbers of what the server has otherwise than the documents, has too much, or has not, by kind."""
    server().indices.refresh(index=f"{name('products')},{name('sellers')}")
    return {kind: _differing(kind) for kind in Kind}


def _differing(kind: Kind) -> set[int]:
    held: set[int] = set()
    differing: set[int] = set()
    for batch in _batches(helpers.scan(server(), index=name(ALIASES[kind]), size=BATCH)):
        sources = sources_of(kind, list(batch))
        differing |= {each for each, source in batch.items() if sources.get(each) != source}
        held |= set(batch)
    everything = _ROWS[kind]._default_manager.values_list("pk", flat=True)
    return differing | {each for each in everything.iterator() if each not in held}


def _batches(found: Iterable[dict[str, Any]]) -> Iterator[dict[int, dict[str, Any]]]:
    documents = iter(found)
    while batch := {int(each["_id"]): each["_source"] for each in islice(documents, BATCH)}:
        yield batch
