"""Which documents a query means, and in which order they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import ModuleType

from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import Length

from search.analysis import Words, question, spaced
from search.backends.embedded import slips, words_postgres, words_sqlite
from search.models import ProductDocument
from search.queries import Hit, SearchQuery, valid_star

Documents = QuerySet[ProductDocument]

#: Titles looked through for what a slip meant.
TITLES_FOR_SLIPS = 60
#: Longer questions are not corrected: too many titles are like some part of them.
MOST_CORRECTED = 5
#: Words by which goods near a question are looked for: the rarest say most, and cost least.
MOST_NEAR = 3
NEWEST = ("-in_stock", "-listed_at", "-product_id")
ORDERS = {
    "newest": NEWEST,
    "price": ("-in_stock", "price_vnd", "-product_id"),
    "-price": ("-in_stock", "-price_vnd", "-product_id"),
}
_CARD = (
    "product_id",
    "title",
    "slug",
    "price_vnd",
    "unit",
    "seller_name",
    "seller_slug",
    "commune_name",
    "commune_code",
    "in_stock",
    "image",
    "ocop_star",
    "ocop_expires_on",
)


@dataclass(frozen=True)
class Meaning:
    """The words to look for. `whole`: as they are, else as beginnings. `suggestion`: a better spelling, if needed."""

    words: Words
    whole: bool
    suggestion: str | None = None


def engine() -> ModuleType:
    """How the database at hand finds words."""
    return words_postgres if connection.vendor == "postgresql" else words_sqlite


def understand(text: str) -> Meaning | None:
    """What was meant, from the narrowest reading to the widest; None when nothing comes near."""
    words = question(text)
    if not words:
        return None
    for whole in (True, False):
        if ProductDocument.objects.filter(engine().has_words(words, whole=whole)).exists():
            return Meaning(words, whole)
    if len(words.folded) > MOST_CORRECTED:
        return None
    better = slips.meant(words, engine().similar_titles(words, limit=TITLES_FOR_SLIPS))
    return Meaning(better, whole=True, suggestion=" ".join(better.written)) if better else None


def counted(query: SearchQuery, meaning: Meaning | None, *, any_price: bool = False) -> Documents:
    """The documents to count: those that fail in nothing but what a facet may undo."""
    documents = ProductDocument.objects.all()
    if meaning:
        documents = documents.filter(engine().has_words(meaning.words, whole=meaning.whole))
    if query.seller:
        documents = documents.filter(seller_slug=query.seller)
    if query.category and "category" not in query.facets:
        documents = documents.filter(category_slug=query.category)
    if query.price_min is not None and not any_price:
        documents = documents.filter(price_vnd__gte=query.price_min)
    if query.price_max is not None and not any_price:
        documents = documents.filter(price_vnd__lte=query.price_max)
    return documents


def found(query: SearchQuery, meaning: Meaning | None, today: date) -> Documents:
    """The documents that meet all conditions, in order."""
    documents = counted(query, meaning)
    if query.category:
        documents = documents.filter(category_slug=query.category)
    if query.communes:
        documents = documents.filter(commune_code__in=query.communes)
    if query.ocop:
        documents = documents.filter(ocop_star__in=query.ocop, ocop_expires_on__gte=today)
    if query.in_stock:
        documents = documents.filter(in_stock=True)
    if query.sort == "relevance" and meaning:
        return documents.order_by(*relevance(meaning))
    return documents.order_by(*ORDERS.get(query.sort, NEWEST))


def relevance(meaning: Meaning) -> list[OrderBy | str]:
    """The published order: goods named so with these tones, named so without, described so; among these what can be
    bought, then names that begin with the words, shorter names, newer goods.
    """
    words, whole = meaning.words, meaning.whole
    nearness = Case(
        When(_title_has("title_written", words.written, whole), then=Value(0)),
        When(_title_has("title_folded", words.folded, whole), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    begins = Case(
        When(title_folded__startswith=spaced(words.folded).rstrip(), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return [nearness.asc(), "-in_stock", begins.asc(), Length("title_folded").asc(), *NEWEST[1:]]


def _title_has(column: str, words: Iterable[str], whole: bool) -> Q:
    ending = " " if whole else ""
    return Q(*((f"{column}__contains", f" {word}{ending}") for word in words))


def hits_of(documents: Documents, today: date) -> tuple[Hit, ...]:
    """Read documents as cards need them."""
    rows = documents.values_list(*_CARD)
    # The columns stand in the order of Hit, which mypy cannot count.
    return tuple(Hit(*row[:-2], valid_star(row[-2], row[-1], today)) for row in rows)  # type: ignore[call-arg]


def near(text: str, *, limit: int) -> list[int]:
    """Ids of documents that have some of the words, best first."""
    words = question(text)
    known = engine().frequencies(words) if words else {}
    rarest = sorted(known, key=lambda word: known[word])[:MOST_NEAR]
    return engine().with_some_words(rarest, limit=limit) if rarest else []


def in_order(ids: Iterable[int], hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Hits in the order of ids; ids without a hit are left out."""
    by_id = {hit.id: hit for hit in hits}
    return tuple(by_id[each] for each in ids if each in by_id)
