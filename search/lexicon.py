"""Names that mean the same goods, read from `search/words/`: synonyms, local ways to say it, English, Khmer."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from search.analysis import Words, words_of

FOLDER = Path(__file__).parent / "words"
_KHMER = re.compile("[\u1780-\u17ff]")


@dataclass
class Lexicon:
    """`names`: other names for what was typed, by its words; `optional`: words that need not be found."""

    names: dict[tuple[str, ...], list[Words]] = field(default_factory=dict)
    optional: set[tuple[str, ...]] = field(default_factory=set)
    khmer: dict[str, list[Words]] = field(default_factory=dict)
    english: set[str] = field(default_factory=set)
    longest: int = 1

    def others(self, written: tuple[str, ...]) -> list[Words]:
        """What else the words may be called; empty when they are no name."""
        return self.names.get(written, [])

    def add(self, spoken: str, means: list[Words], *, toneless: bool = False) -> None:
        """Somebody may say it so. Typed without tones one short word could be many others, two hardly."""
        words = words_of(spoken)
        self.names.setdefault(words.written, means)
        if toneless or len(words.written) > 1:
            self.names.setdefault(words.folded, means)
        self.longest = max(self.longest, len(words.written))


@cache
def lexicon() -> Lexicon:
    """Everything in the two files."""
    made = Lexicon()
    for row in _rows("names.csv"):
        means = [words_of(name) for name in _listed(row["names"])]
        for spoken in _listed(row["names"]):
            made.add(spoken, means, toneless=True)
        for spoken in [*_listed(row["also said"]), *_listed(row["English"])]:
            said, _equals, other = spoken.partition("=")
            made.add(said.strip(), [words_of(other)] if other else means)
        made.english.update(word for name in _listed(row["English"]) for word in words_of(name).written)
        made.khmer.update({words_of(name).written[0]: means for name in _listed(row["Khmer"])})
    made.optional = {words_of(row["word"]).written for row in _rows("optional.csv")}
    return made


def segmented(word: str) -> list[str]:
    """Khmer is written without spaces: the longest names known, one after the other, and what lies between."""
    if not _KHMER.match(word):
        return [word]
    names, parts, rest = lexicon().khmer, [], word
    while rest:
        known = max((name for name in names if rest.startswith(name)), key=len, default=None)
        at = len(known) if known else _next_known(rest)
        parts.append(rest[:at])
        rest = rest[at:]
    return parts


def _next_known(rest: str) -> int:
    starts = (at for name in lexicon().khmer if (at := rest.find(name)) > 0)
    return min(starts, default=len(rest))


def _listed(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(";") if name.strip()]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)
