"""What was meant by words that nothing has: words of a title that are nearest to them, letter by letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from search.analysis import Words, words_of


def meant(typed: Words, titles: Iterable[str]) -> Words | None:
    """The likeliest words of the titles (as written), or None when none come near enough to be what was meant."""
    readings: Counter[tuple[int, tuple[str, ...]]] = Counter()
    for title in titles:
        named = words_of(title)
        readings.update({*_word_by_word(typed, named), *_stretches(typed, named)})
    # Fewest slips first; among equals what more titles say.
    best = min(readings, key=lambda reading: (reading[0], -readings[reading], reading[1]), default=None)
    return words_of(" ".join(best[1])) if best and best[0] else None


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


@lru_cache(maxsize=10_000)
def _distance(one: str, other: str, most: int) -> int | None:
    """Letters to add, drop, change, or swap with their neighbour; None when more than `most`."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        two_before, before, row = before, row, [i]
        for j, facing in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != facing))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
