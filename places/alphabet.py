"""The order of the Vietnamese alphabet: a ă â b … đ after d, and tones only where the letters are the same."""

from __future__ import annotations

import unicodedata

_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=100)}
# huyền, hỏi, ngã, sắc, nặng, as dictionaries have them.
_TONES = {tone: place for place, tone in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}


def dictionary_order(text: str) -> tuple[list[int], list[int]]:
    """A sort key: "Cà Mau" stands before "Cao Bằng", "Đà Nẵng" after both and before "Hà Nội"."""
    letters: list[int] = []
    tones: list[int] = []
    for written in unicodedata.normalize("NFC", text.lower()):
        marks = unicodedata.normalize("NFD", written)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        letters.append(_LETTERS.get(letter, min(ord(letter[:1] or " "), 99)))
        tones.append(max((_TONES.get(mark, 0) for mark in marks), default=0))
    return letters, tones
