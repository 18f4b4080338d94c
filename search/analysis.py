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
    written = [word[:LONGEST_WORD] for word in _WORD.findall(_GLUED.sub(" ", plain))]
    folded: list[str] = []
    for word in written:
        bare = _fold(word)
        after_number = bool(folded) and folded[-1].isdigit()
        folded.append(_MEASURES.get(bare, bare) if after_number else bare)
    return Words(tuple(written), tuple(folded))


def spaced(words: Iterable[str]) -> str:
    """Words with a space before and after each, so that looking for " tom" finds beginnings and " tom " whole words."""
    return f" {' '.join(words)} "


def question(text: str) -> Words:
    """The words somebody typed into the search box: the first few, each once."""
    found = words_of(text[:MOST_CHARACTERS])
    first = {word: at for at, word in reversed(list(enumerate(found.folded)))}
    kept = sorted(first.values())[:MOST_WORDS]
    return Words(tuple(found.written[at] for at in kept), tuple(found.folded[at] for at in kept))
