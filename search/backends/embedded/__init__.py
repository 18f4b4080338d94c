"""Searching in the market's own database: no further service, SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models, transaction

from base import clock
from search import revision
from search.backends import Batch
from search.backends.embedded import counting, finding
from search.backends.remembering import counted_once
from search.models import ProductDocument, SellerDocument, TitleWord
from search.queries import FEWEST_LETTERS, Completions, Counts, Hit, SearchQuery, SearchResult, SellerHit
from search.understanding import Meaning, understood


class EmbeddedBackend:
    """Reads and writes the documents' own tables."""

    name = "embedded"

    def search(self, query: SearchQuery) -> SearchResult:
        """See SearchBackend."""
        today = clock.market_day(clock.now())
        asked = bool(query.text.strip())
        meaning = finding.understand(query.text) if asked else None
        if asked and meaning is None:
            return SearchResult((), 0, 0, dict.fromkeys(query.facets, ()), None, self.name)
        numbers = counted_once(query, meaning, today, self.name, lambda: _count(query, meaning, today))
        return SearchResult(
            hits=finding.hits_of(finding.found(query, meaning, today)[query.window], today),
            total=numbers.total,
            in_stock=numbers.in_stock,
            facets=numbers.facets,
            suggestion=meaning.suggestion if meaning else None,
            backend=self.name,
        )

    def suggest(self, text: str, *, limit: int) -> Completions:
        """See SearchBackend."""
        meaning = understood(text)
        typed = " ".join(meaning.words.folded) if meaning else ""
        if meaning is None or len(typed) < FEWEST_LETTERS:
            return Completions()
        meaning = meaning.as_beginnings()
        named = ProductDocument.objects.filter(finding.engine().begin_in_title(meaning))
        goods = named.order_by(*finding.relevance(meaning))[:limit]
        stalls = SellerDocument.objects.filter(name_folded__contains=f" {typed}")
        rows = stalls.order_by("name").values_list("slug", "name", "commune_name")[:limit]
        return Completions(
            finding.hits_of(goods, clock.market_day(clock.now())), tuple(SellerHit(*row) for row in rows)
        )

    def near(self, text: str, *, limit: int) -> tuple[Hit, ...]:
        """See SearchBackend."""
        # Some of the best will be sold out.
        ids = finding.near(text, limit=limit * 4)
        goods = ProductDocument.objects.filter(pk__in=ids, in_stock=True)
        return finding.in_order(ids, finding.hits_of(goods, clock.market_day(clock.now())))[:limit]

    @transaction.atomic
    def put(self, batch: Batch) -> None:
        """See SearchBackend."""
        _upsert(ProductDocument, batch.products)
        _learn_words(batch.products)
        _upsert(SellerDocument, batch.sellers)
        ProductDocument.objects.filter(pk__in=batch.gone_products).delete()
        SellerDocument.objects.filter(pk__in=batch.gone_sellers).delete()
        revision.advance()

    def rebuild(self, batches: Iterable[Batch]) -> int:
        """See SearchBackend. Readers see old rows or new ones, never none: each batch replaces its own rows."""
        products = 0
        for batch in batches:
            self.put(batch)
            products += len(batch.products)
        finding.engine().tidy()
        return products


def _count(query: SearchQuery, meaning: Meaning | None, today: date) -> Counts:
    if query.facets:
        return counting.count(query, finding.meeting(counting.undone(query), meaning, today), today)
    return Counts(**finding.meeting(query, meaning, today).aggregate(**counting.NUMBERS))


def _learn_words(products: Iterable[ProductDocument]) -> None:
    words = {word for product in products for word in product.title_folded.split()}
    new = words.difference(TitleWord.objects.filter(word__in=words).values_list("word", flat=True))
    # In one order, so that two who learn the same words at a time do not wait for each other in a ring.
    TitleWord.objects.bulk_create([TitleWord(word=word) for word in sorted(new)], ignore_conflicts=True)


def _upsert(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    key = model._meta.pk.name
    others = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=[key], update_fields=others)
