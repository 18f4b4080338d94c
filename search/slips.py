"""What was meant by words that nothing has: words of a title that are nearest to them, letter by letter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis import Words, words_of

#: Of more slips than these nobody could say what was meant.
MOST_SLIPS = 3
#: Longer words are no two that were glued together: each place to cut one costs two looks through all known words.
LONGEST_GLUED = 20

#: For each word that may have been meant, the spellings that are as near as each other.
Reading = tuple[tuple[str, ...], ...]
#: Known words by how many slips away they are.
_Near = Mapping[int, tuple[str, ...]]


def meant(typed: Words, titles: Iterable[str]) -> Words | None:
    """The likeliest words of the titles (as written), or None when none come near enough to be what was meant."""
    found: Counter[tuple[int, tuple[str, ...]]] = Counter()
    for title in titles:
        named = words_of(title)
        found.update({*_word_by_word(typed, named), *_stretches(typed, named)})
    # Fewest slips first; among equals what more titles say.
    best = min(found, key=lambda reading: (reading[0], -found[reading], reading[1]), default=None)
    return words_of(" ".join(best[1])) if best and best[0] else None


def readings(typed: Sequence[str], known: Sequence[str]) -> Iterator[list[Reading]]:
    """What could have been meant, in words that titles are known to have: all readings with one slip, then all with
    two, and so on. A space too few, too many, or in the place of a letter is a slip like others."""
    ways = list(_ways(typed, known))
    for slips in range(1, MOST_SLIPS + 1):
        yield [reading for spaces, near in ways for reading in _with(slips - spaces, near)]


def _ways(typed: Sequence[str], known: Sequence[str]) -> Iterator[tuple[int, list[_Near]]]:
    """Slips in the spaces, and what is near each of the words then."""
    # A short word between others may have more slips than one alone: the others say what is meant.
    together = _allowed(len(" ".join(typed)))
    near = [_near(word, known, max(_allowed_in_word(len(word)), min(together, len(word) - 1))) for word in typed]
    yield 0, near
    # A word that titles have is taken as typed in its spaces, unless all are such words.
    odd = [0 not in slips for slips in near]
    odd = odd if any(odd) else [True] * len(near)
    for at, pair in enumerate(zip(typed, typed[1:], strict=False)):
        if odd[at] or odd[at + 1]:
            joined = "".join(pair)
            yield 1, [*near[:at], _near(joined, known, _allowed_in_word(len(joined))), *near[at + 2 :]]
    for at, word in enumerate(typed):
        for cut in range(1, len(word)) if odd[at] and len(word) <= LONGEST_GLUED else ():
            for rest in {word[cut:], word[cut + 1 :]} - {""}:
                halves = [_near(half, known, _allowed_in_word(len(half))) for half in (word[:cut], rest)]
                yield 1, [*near[:at], *halves, *near[at + 1 :]]


def _near(word: str, known: Sequence[str], most: int) -> _Near:
    near: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for other, slips, _at in process.extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=None):
        near[int(slips)] += (other,)
    return near


def _with(slips: int, near: Sequence[_Near]) -> Iterator[Reading]:
    """All readings with so many slips in the letters."""
    if not near:
        if slips == 0:
            yield ()
        return
    for here, words in near[0].items():
        for rest in _with(slips - here, near[1:]) if here <= slips else ():
            yield (words, *rest)


def _word_by_word(typed: Words, title: Words) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each typed word read as the nearest word of the title: (slips, words as written)."""
    reading, slips = [], 0
    for word in typed.folded:
        most = _allowed_in_word(len(word))
        near = [
            (slip, at) for at, other in enumerate(title.folded) if (slip := _distance(word, other, most)) is not None
        ]
        if not near:
            return
        slip, at = min(near)
        slips += slip
        reading.append(title.written[at])
    yield slips, tuple(reading)


def _stretches(typed: Words, title: Words) -> Iterator[tuple[int, tuple[str, ...]]]:
    """All that was typed read as a run of the title, spaces being letters like others: "tomkho" is "tôm khô"."""
    goal, size = " ".join(typed.folded), len(typed.folded)
    for wide in {max(1, size - 1), size, size + 1}:
        for start in range(len(title.folded) - wide + 1):
            stretch = slice(start, start + wide)
            slips = _distance(goal, " ".join(title.folded[stretch]), _allowed(len(goal)))
            if slips is not None:
                yield slips, title.written[stretch]


def _allowed(length: int) -> int:
    """Slips that still look like one: Vietnamese words are short, two wrong letters make another word of most."""
    return 0 if length < 3 else 1 if length < 5 else 2 if length < 18 else 3


def _allowed_in_word(length: int) -> int:
    return min(_allowed(length), 1 if length < 6 else 2)


def _distance(one: str, other: str, most: int) -> int | None:
    """Letters to add, drop, change, or swap with their neighbour; None when more than `most`."""
    slips = OSA.distance(one, other, score_cutoff=most)
    return slips if slips <= most else None
