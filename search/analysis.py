"""What a word is, for goods and for questions alike. Every backend searches over words made here.

A word is kept twice: as written ("tôm") and folded ("tom"), so that tones can decide the order without being asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from catalogue.folding import fold
from search.syllables import tone_in_place

#: Of a question no more is read: a longer one finds nothing that these do not.
MOST_CHARACTERS, MOST_WORDS = 200, 10
#: A word is cut here; PostgreSQL refuses to index words of more than 2,046 bytes.
LONGEST_WORD = 60

# Letters and digits of any script, and Khmer's vowels and signs, which Unicode does not count among letters.
_WORD = re.compile(r"(?:[^\W_]|[\u17b4-\u17d3\u17dd])+")
# "500ml" and "ST25" are two words each, as "500 ml" and "ST 25" are.
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\ufeff]")
# The market's goods are named with a few thousand words, so most have been folded before.
_fold = lru_cache(maxsize=20_000)(fold)
# Every description is full of these, and without their tones some would be goods: "của" (of) is no "cua" (crab).
_GRAMMAR = frozenset({"của", "các", "và", "với", "được", "những", "là", "từ", "để", "cũng", "thì", "mà", "rất"})
#: After a number these all mean the same measure.
_MEASURES = {"lit": "l", "gr": "g", "gam": "g", "gram": "g", "ky": "kg", "ki": "kg", "kilo": "kg", "kilogam": "kg"}


@dataclass(frozen=True)
class Words:
    """The words of a text in their order; `written` and `folded` run side by side."""

    written: tuple[str, ...]
    folded: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.folded)


def words_of(text: str) -> Words:
    """The words of a name, a description, a place."""
    plain = unicodedata.normalize("NFC", _ZERO_WIDTH.sub("", text)).lower()
    written = [tone_in_place(word[:LONGEST_WORD]) for word in _WORD.findall(_GLUED.sub(" ", plain))]
    folded: list[str] = []
    for word in written:
        bare = _fold(word)
        after_number = bool(folded) and folded[-1].isdigit()
        folded.append(_MEASURES.get(bare, bare) if after_number else bare)
    return Words(tuple(written), tuple(folded))


def told(text: str) -> Words:
    """The words of a description that say something of the goods."""
    words = words_of(text)
    kept = [(one, other) for one, other in zip(words.written, words.folded, strict=True) if one not in _GRAMMAR]
    return Words(tuple(one for one, _other in kept), tuple(other for _one, other in kept))


def spaced(words: Iterable[str]) -> str:
    """Words with a space before and after each, so that looking for " tom" finds beginnings and " tom " whole words."""
    return f" {' '.join(words)} "


def tokens_of(text: str) -> list[str]:
    """The stretches of letters and digits that somebody typed, lower case: the keys of "to6m" are still together."""
    return _WORD.findall(composed(text))


def composed(text: str) -> str:
    """What was typed, shortened, composed and in lower case: a letter with its marks is one character."""
    return unicodedata.normalize("NFC", _ZERO_WIDTH.sub("", text[:MOST_CHARACTERS])).lower()
