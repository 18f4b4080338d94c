"""Which documents a query means, and in which order they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from types import ModuleType

from django.db import connection
from django.db.models import Case, Exists, Func, OuterRef, QuerySet, When
from django.db.models.expressions import OrderBy

from search import fairs, slips
from search.analysis import Words
from search.backends.embedded import scoring, words_postgres, words_sqlite
from search.models import FairGoods, ProductDocument, TitleWord
from search.queries import MOST_CORRECTED, TITLES_FOR_SLIPS, Hit, SearchQuery, valid_star
from search.understanding import Meaning, corrected, joined, understood

Documents = QuerySet[ProductDocument]

#: Words by which goods near a question are looked for: the rarest say most, and cost least.
MOST_NEAR = 3
#: Spellings that titles are looked for by at a time; words that may be so many others are no slip of anything.
MOST_SPELLINGS = 1_000
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


def engine() -> ModuleType:
    """How the database at hand finds words."""
    return words_postgres if connection.vendor == "postgresql" else words_sqlite


def understand(text: str) -> Meaning | None:
    """What was meant, from the narrowest reading to the widest; None when nothing comes near."""
    meaning = understood(text)
    if meaning is None:
        return None
    readings = (meaning, meaning.as_beginnings())
    # One question: the database looks at the wider reading only where the narrow one finds nothing.
    narrowest = Case(*(When(_found(each), then=place) for place, each in enumerate(readings)))
    place = ProductDocument.objects.order_by().values_list(narrowest, flat=True)[:1]
    if (found := next(iter(place), None)) is not None:
        return readings[found]
    words = meaning.words
    if not 0 < len(words.folded) <= MOST_CORRECTED:
        return None
    for titles in _similar_titles(words):
        if better := slips.meant(words, titles):
            return corrected(meaning, better)
    return None


def _found(meaning: Meaning) -> Exists | Func:
    return engine().any_has_words(meaning) if meaning.concepts else Exists(matching(meaning))


def _similar_titles(words: Words) -> Iterator[list[str]]:
    """Titles (as written) with words that those typed may come from: by one slip, then by two, and so on."""
    known = list(TitleWord.objects.values_list("word", flat=True))
    for readings in slips.readings(words.folded, known):
        if not 0 < sum(len(spellings) for reading in readings for spellings in reading) <= MOST_SPELLINGS:
            continue
        titled = ProductDocument.objects.filter(engine().any_in_title(readings)).order_by("product_id")
        yield list(titled.values_list("title_written", flat=True)[:TITLES_FOR_SLIPS])


def matching(meaning: Meaning) -> Documents:
    """The documents that have all that was asked for; for a size alone, the packs of that size."""
    documents = ProductDocument.objects.all()
    if not meaning.concepts:
        return documents.filter(size=meaning.size)
    return documents.filter(engine().has_words(meaning))


def meeting(query: SearchQuery, meaning: Meaning | None, today: date) -> Documents:
    """The documents that meet all conditions, in no order."""
    documents = matching(meaning) if meaning else ProductDocument.objects.all()
    if query.category:
        documents = documents.filter(category_slug=query.category)
    if query.communes:
        documents = documents.filter(commune_code__in=query.communes)
    if query.ocop:
        documents = documents.filter(ocop_star__in=query.ocop, ocop_expires_on__gte=today)
    if query.price_min is not None:
        documents = documents.filter(price_vnd__gte=query.price_min)
    if query.price_max is not None:
        documents = documents.filter(price_vnd__lte=query.price_max)
    if query.in_stock:
        documents = documents.filter(in_stock=True)
    if query.seller:
        documents = documents.filter(seller_slug=query.seller)
    if query.fairs:
        documents = documents.filter(brought_to(fairs.running_of(query.fairs, today)))
    return documents


def found(query: SearchQuery, meaning: Meaning | None, today: date) -> Documents:
    """The same in the order to show them."""
    documents = meeting(query, meaning, today)
    if query.sort == "relevance" and meaning:
        return documents.order_by(*relevance(meaning))
    return documents.order_by(*ORDERS.get(query.sort, NEWEST))


def brought_to(fair_ids: Iterable[int]) -> Exists:
    """Whether a document's product is at any of these fairs."""
    return Exists(FairGoods.objects.filter(fair_id__in=tuple(fair_ids), product_id=OuterRef("product_id")))


def relevance(meaning: Meaning) -> list[OrderBy | str]:
    """The published order; among equals shorter names, then newer goods."""
    return [OrderBy(scoring.score(meaning), descending=True), "title_words", *NEWEST[1:]]


def hits_of(documents: Documents, today: date) -> tuple[Hit, ...]:
    """Read documents as cards need them."""
    rows = documents.values_list(*_CARD)
    # The columns stand in the order of Hit, which mypy cannot count.
    return tuple(Hit(*row[:-2], valid_star(row[-2], row[-1], today)) for row in rows)  # type: ignore[call-arg]


def near(text: str, *, limit: int) -> list[int]:
    """Ids of documents that have some of the words, best first."""
    meaning = understood(text)
    names = [concept.typed for concept in meaning.concepts] if meaning else []
    others = [name for concept in (meaning.concepts if meaning else ()) for name in concept.others]
    known = engine().frequencies(joined(iter([*names, *others]))) if names else {}
    rarest = sorted(known, key=lambda word: known[word])[:MOST_NEAR]
    return engine().with_some_words(rarest, limit=limit) if rarest else []


def in_order(ids: Iterable[int], hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Hits in the order of ids; ids without a hit are left out."""
    by_id = {hit.id: hit for hit in hits}
    return tuple(by_id[each] for each in ids if each in by_id)
