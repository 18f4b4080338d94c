"""A meaning as an expression in an engine's own language of words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from search.slips import Reading
from search.understanding import Meaning

#: Quotes a word, whole or as a beginning, as the engine does.
Term = Callable[[str, bool], str]


def expression(meaning: Meaning, term: Term, both: str, either: str) -> str:
    """All concepts, each by any of its names, each name by all its words."""
    concepts = (
        [both.join(term(word, meaning.whole) for word in name.folded) for name in concept.names]
        for concept in meaning.concepts
    )
    return both.join(f"({either.join(f'({name})' for name in names)})" for names in concepts)


def any_of(readings: Iterable[Reading], term: Term, both: str, either: str) -> str:
    """All words of any of the readings, each in any of its spellings."""
    words = (both.join(f"({either.join(term(word, True) for word in near)})" for near in each) for each in readings)
    return either.join(f"({each})" for each in words)
