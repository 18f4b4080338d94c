"""From what somebody typed to what has to be found. Every backend finds and ranks what is decided here.

Keys typed without an input method are decoded, a size is taken out, names that mean the same are put beside each other,
and words that say nothing ("ngon", "Cà Mau") need not be found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.analysis import MOST_WORDS, Words, composed, tokens_of, words_of
from search.keystrokes import decoded
from search.lexicon import lexicon, segmented
from search.sizes import taken_out

#: Of names that mean the same no more are looked for.
MOST_NAMES = 6


@dataclass(frozen=True)
class Concept:
    """One thing asked for: as typed, and what else it is called. A product needs one of these names, all its words."""

    typed: Words
    others: tuple[Words, ...] = ()

    @property
    def names(self) -> tuple[Words, ...]:
        """As typed first."""
        return (self.typed, *self.others)


@dataclass(frozen=True)
class Meaning:
    """What has to be found (`concepts`, all of them), what is welcome (`optional`, `size`), and how it was read.

    `whole`: the words as they are, else words that begin with them. `suggestion`: the proper spelling when what was
    typed had to be corrected. A meaning without concepts asks for its size alone.
    """

    concepts: tuple[Concept, ...] = ()
    optional: tuple[Concept, ...] = ()
    size: str = ""
    whole: bool = True
    suggestion: str | None = None

    @property
    def words(self) -> Words:
        """All that has to be found, as typed."""
        return joined(concept.typed for concept in self.concepts)

    @property
    def pairs(self) -> tuple[Words, ...]:
        """Words that were typed one after the other: a name with them side by side says the same thing."""
        words = self.words
        both = zip(words.written, words.written[1:], words.folded, words.folded[1:], strict=False)
        return tuple(Words((one, two), (three, four)) for one, two, three, four in both)

    def as_beginnings(self) -> Meaning:
        """The same, for words that are not finished yet; only what was typed can be."""
        return replace(self, concepts=tuple(Concept(each.typed) for each in self.concepts), whole=False)


def understood(text: str) -> Meaning | None:
    """What was meant, taken as correctly spelled. None when there is nothing to look for."""
    size, rest = taken_out(composed(text))
    words = _words(rest)
    concepts = tuple(_concepts(words))
    optional = tuple(each for each in concepts if each.typed.written in lexicon().optional)
    required = tuple(each for each in concepts if each not in optional) or ((), concepts)[not size]
    if not required and not size:
        return None
    return Meaning(required, tuple(each for each in optional if each not in required), size)


def corrected(meaning: Meaning, better: Words) -> Meaning:
    """The same question with other words for what had to be found."""
    spelled = " ".join(better.written)
    return replace(meaning, concepts=tuple(_concepts(better)), suggestion=spelled, whole=True)


def joined(parts: Iterator[Words]) -> Words:
    """Words one after the other."""
    listed = list(parts)
    written = tuple(word for part in listed for word in part.written)
    return Words(written, tuple(word for part in listed for word in part.folded))


def _words(text: str) -> Words:
    tokens = [part for token in tokens_of(text) for part in segmented(token)]
    english = lexicon().english
    typed = [token if token in english else decoded(token) or token for token in tokens]
    found = words_of(" ".join(typed))
    return Words(found.written[:MOST_WORDS], found.folded[:MOST_WORDS])


def _concepts(words: Words) -> Iterator[Concept]:
    """The longest known names, and single words between them; each once."""
    at, seen = 0, set()
    while at < len(words.written):
        length = _longest_name(words.written[at:])
        typed = Words(words.written[at : at + length], words.folded[at : at + length])
        if typed.folded not in seen:
            seen.add(typed.folded)
            yield Concept(typed, _others(typed))
        at += length


def _longest_name(rest: tuple[str, ...]) -> int:
    known = lexicon()
    for length in range(min(known.longest, len(rest)), 1, -1):
        if rest[:length] in known.names or rest[:length] in known.optional:
            return length
    return 1


def _others(typed: Words) -> tuple[Words, ...]:
    known = lexicon()
    names = known.khmer.get("".join(typed.written)) or known.others(typed.written)
    return tuple(name for name in names if name.folded != typed.folded)[:MOST_NAMES]
