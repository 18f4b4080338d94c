"""A meaning as a query: the published points (search.ranking) as constant scores, so that both backends rank alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from elasticsearch_dsl import Q
from elasticsearch_dsl.query import Query

from search import ranking
from search.analysis import Words
from search.backends.elastic.analysis import LONGEST_BEGINNING, LONGEST_LINE
from search.understanding import Concept, Meaning

#: How many of those that fit best are weighed by stock and quality; the others follow in the order of their points.
WEIGHED = 200


def matching(meaning: Meaning) -> Query:
    """Those that have all that was asked for; no points."""
    if not meaning.concepts:
        return Q("term", size=meaning.size)
    return Q("bool", filter=[_said(concept, meaning.whole) for concept in meaning.concepts])


def scored(meaning: Meaning) -> Query:
    """The same with points."""
    extra = list(_extra(meaning))
    if not meaning.concepts:
        return Q("bool", filter=[matching(meaning)], should=extra)
    return Q("bool", must=[_worth(concept, meaning.whole) for concept in meaning.concepts], should=extra)


def weighing() -> dict[str, Any]:
    """Multiply the points of the best with their standing."""
    standing = Q("function_score", field_value_factor={"field": "standing"}, boost_mode="replace")
    return {
        "window_size": WEIGHED,
        "query": {"rescore_query": standing.to_dict(), "score_mode": "multiply"},
    }


def begins(words: Sequence[str], field: str = "title_folded.begin") -> Query:
    """All words as beginnings."""
    return Q("bool", filter=[Q("term", **{field: word[:LONGEST_BEGINNING]}) for word in words])


def _said(concept: Concept, whole: bool) -> Query:
    ways = [_has("text_folded", concept.typed.folded, whole), *(_has("text_folded", o.folded) for o in concept.others)]
    return ways[0] if len(ways) == 1 else Q("bool", should=ways, minimum_should_match=1)


def _worth(concept: Concept, whole: bool) -> Query:
    return Q("dis_max", queries=[_points(where, worth) for where, worth in _places(concept, whole)])


def _places(concept: Concept, whole: bool) -> Iterator[tuple[Query, int]]:
    typed, others = concept.typed, concept.others
    if typed.written != typed.folded:
        yield _with_tones(typed, whole), ranking.IN_TITLE_WITH_TONES
    yield _has("title_folded", typed.folded, whole), ranking.IN_TITLE
    yield _has("names_folded", typed.folded, whole), ranking.IN_NAMES
    yield _has("text_folded", typed.folded, whole), ranking.IN_TEXT
    for other in others:
        yield _has("title_folded", other.folded), ranking.OTHER_IN_TITLE
        yield _has("names_folded", other.folded), ranking.OTHER_IN_NAMES
        yield _has("text_folded", other.folded), ranking.OTHER_IN_TEXT


def _with_tones(typed: Words, whole: bool) -> Query:
    # A word typed without marks next to one with them may be either.
    return _all(
        _word("title_folded" if written == folded else "title_written", written, whole)
        for written, folded in zip(typed.written, typed.folded, strict=True)
    )


def _extra(meaning: Meaning) -> Iterator[Query]:
    for concept in meaning.optional:
        yield _points(_has("text_folded", concept.typed.folded), ranking.WELCOME)
    if meaning.concepts:
        yield _points(_start(meaning.concepts[0], meaning.whole), ranking.BEGINS)
    for pair in meaning.pairs:
        yield _points(_pair(" ".join(pair.folded), meaning.whole), ranking.SIDE_BY_SIDE)
    if meaning.size:
        yield _points(Q("term", size=meaning.size), ranking.SIZE_FITS)


def _start(concept: Concept, whole: bool) -> Query:
    names = [" ".join(name.folded) for name in concept.names]
    if not whole:
        return Q("term", title_folded__line=names[0][:LONGEST_LINE])
    return Q("terms", starts=names)


def _pair(words: str, whole: bool) -> Query:
    return Q("term", title_folded__pairs=words) if whole else Q("prefix", title_folded__pairs=words)


def _has(field: str, words: Sequence[str], whole: bool = True) -> Query:
    return _all(_word(field, word, whole) for word in words)


def _all(parts: Iterator[Query]) -> Query:
    listed = list(parts)
    return listed[0] if len(listed) == 1 else Q("bool", filter=listed)


def _word(field: str, word: str, whole: bool) -> Query:
    return Q("term", **{field: word}) if whole else Q("prefix", **{field: word})


def _points(where: Query, worth: int) -> Query:
    return Q("constant_score", filter=where, boost=worth)
