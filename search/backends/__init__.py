"""The interface that every way of searching has; the rest of the market knows nothing else of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.models import ProductDocument, SellerDocument
from search.queries import Completions, Hit, SearchQuery, SearchResult


@dataclass(frozen=True)
class Batch:
    """What the catalogue says of some products and stalls: those to be found, and the ids of those not (any more)."""

    products: Sequence[ProductDocument] = ()
    gone_products: Sequence[int] = ()
    sellers: Sequence[SellerDocument] = ()
    gone_sellers: Sequence[int] = ()


class SearchBackend(Protocol):
    """Finds goods among the documents it was given. Writing the same batch twice changes nothing."""

    name: str

    def search(self, query: SearchQuery) -> SearchResult:
        """One page of hits with the counts asked for. Never raises for what was typed."""

    def suggest(self, text: str, *, limit: int) -> Completions:
        """Goods and stalls whose names begin with what has been typed so far."""

    def near(self, text: str, *, limit: int) -> tuple[Hit, ...]:
        """Goods in stock that have some of the words, best first: for when nothing has them all."""

    def put(self, batch: Batch) -> None:
        """Bring the documents up to date with a batch."""

    def rebuild(self, batches: Iterable[Batch]) -> int:
        """Make the index afresh from batches that together hold everything; says how many products it holds."""
