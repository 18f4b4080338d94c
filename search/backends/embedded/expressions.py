"""A meaning as an expression in an engine's own language of words."""

from __future__ import annotations

from collections.abc import Callable

from search.understanding import Meaning


def expression(meaning: Meaning, term: Callable[[str, bool], str], both: str, either: str) -> str:
    """All concepts, each by any of its names, each name by all its words. `term` quotes a word or a beginning."""
    concepts = (
        [both.join(term(word, meaning.whole) for word in name.folded) for name in concept.names]
        for concept in meaning.concepts
    )
    return both.join(f"({either.join(f'({name})' for name in names)})" for names in concepts)
