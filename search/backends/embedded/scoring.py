"""The published points (search.ranking) as one SQL expression over the words of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add, or_

from django.db.models import Case, ExpressionWrapper, F, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable

from search import ranking
from search.analysis import Words, spaced
from search.understanding import Concept, Meaning

_INTEGER = IntegerField()


def score(meaning: Meaning) -> ExpressionWrapper:
    """Points × stock × quality; the percents are not divided out, which changes no order."""
    return ExpressionWrapper(points(meaning) * stock() * F("quality"), output_field=_INTEGER)


def stock() -> Case:
    """Percent for what can be bought, and for what cannot."""
    return Case(When(in_stock=True, then=ranking.IN_STOCK), default=ranking.SOLD_OUT, output_field=_INTEGER)


def points(meaning: Meaning) -> Combinable:
    """How well a document that was found fits, in points."""
    return reduce(add, _parts(meaning), Value(0))


def _parts(meaning: Meaning) -> Iterator[Combinable]:
    for concept in meaning.concepts:
        # Each has its concepts somewhere, or it would not have been found. So nobody looks into the last place: that is
        # the text, which is long, and most goods that a common word finds have it nowhere else.
        *places, (_text, worth) = _places(concept, meaning.whole)
        yield _first_of(places, worth)
    for concept in meaning.optional:
        yield _first_of([(_has("text_folded", concept.typed.folded), ranking.WELCOME)])
    if meaning.concepts:
        yield _first_of([(_begins(meaning.concepts[0], meaning.whole), ranking.BEGINS)])
    for pair in meaning.pairs:
        yield _first_of([(Q(title_folded__contains=f" {' '.join(pair.folded)}"), ranking.SIDE_BY_SIDE)])
    if meaning.size:
        yield _first_of([(Q(size=meaning.size), ranking.SIZE_FITS)])


def _places(concept: Concept, whole: bool) -> list[tuple[Q, int]]:
    """Where a document may say it, the best place first."""
    typed = concept.typed
    as_written = (_word_in_title(*word, whole) for word in zip(typed.written, typed.folded, strict=True))
    places = [
        (Q(*as_written), ranking.IN_TITLE_WITH_TONES),
        (_has("title_folded", typed.folded, whole), ranking.IN_TITLE),
        (_any("title_folded", concept.others), ranking.OTHER_IN_TITLE),
        (_has("names_folded", typed.folded, whole), ranking.IN_NAMES),
        (_any("names_folded", concept.others), ranking.OTHER_IN_NAMES),
        (_has("text_folded", typed.folded, whole), ranking.IN_TEXT),
    ]
    if not toned(typed):
        places = places[1:]
    places.append((_any("text_folded", concept.others), ranking.OTHER_IN_TEXT))
    return [(where, worth) for where, worth in places if where]


def toned(words: Words) -> bool:
    """Whether any of the words was written with marks, so that writing them the same way means something."""
    return words.written != words.folded


def _word_in_title(written: str, folded: str, whole: bool) -> Q:
    # A word typed without marks next to one with them may be either.
    column, word = ("title_folded", folded) if written == folded else ("title_written", written)
    return _has(column, (word,), whole)


def _begins(concept: Concept, whole: bool) -> Q:
    starts = [f" {' '.join(concept.typed.folded)}{' ' if whole else ''}"]
    starts += [spaced(name.folded) for name in concept.others]
    return reduce(or_, (Q(title_folded__startswith=start) for start in starts))


def _any(column: str, names: Sequence[Words]) -> Q:
    return reduce(lambda one, name: one | _has(column, name.folded), names, Q())


def _has(column: str, words: Sequence[str], whole: bool = True) -> Q:
    return Q(*(Q(**{f"{column}__contains": f" {word}{' ' if whole else ''}"}) for word in words))


def _first_of(places: Sequence[tuple[Q, int]], otherwise: int = 0) -> Combinable:
    whens = (When(where, then=Value(worth)) for where, worth in places)
    return Case(*whens, default=Value(otherwise), output_field=_INTEGER)
