"""What a Vietnamese syllable looks like, and where its tone mark stands."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from catalogue.folding import fold

#: Combining marks of the five marked tones, by the names people give them: sắc, huyền, hỏi, ngã, nặng.
ACUTE, GRAVE, HOOK, TILDE, DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_TONES = re.compile(f"[{ACUTE}{GRAVE}{HOOK}{TILDE}{DOT}]")
_ONSET = "(?:b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?"
_VOWELS = (
    "(?:ieu|yeu|oai|oao|oay|oeo|uai|uay|uoi|uou|uya|uye|uyu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|ye"
    "|[aeiouy])"
)
_SYLLABLE = re.compile(f"{_ONSET}{_VOWELS}(?:ch|c|m|ng|nh|n|p|t)?")
_PARTS = re.compile("^(qu|gi(?=[aăâeêioôơuưy])|[bcdđghklmnpqrstvx]*)([aăâeêioôơuưy]+)([a-z]*)$")


def is_syllable(word: str) -> bool:
    """Whether a word could be a Vietnamese syllable, tones and hats aside. Some that nobody says pass too."""
    return _SYLLABLE.fullmatch(fold(word)) is not None


@lru_cache(maxsize=20_000)
def tone_in_place(word: str) -> str:
    """The same syllable with its tone on the vowel where most people write it: "hoà" → "hòa", "thuỷ" → "thủy"."""
    decomposed = unicodedata.normalize("NFD", word)
    tone = "".join(_TONES.findall(decomposed))
    if not tone:
        return word
    return with_tone(unicodedata.normalize("NFC", _TONES.sub("", decomposed)), tone)


def with_tone(bare: str, tone: str) -> str:
    """A syllable without a tone mark, given one; a word that is no syllable gets it on its last vowel."""
    parts = _PARTS.match(bare)
    if parts is None:
        return bare
    onset, vowels, coda = parts.groups()
    at = _bearer(vowels, bool(coda))
    marked = vowels[: at + 1] + tone + vowels[at + 1 :]
    return unicodedata.normalize("NFC", onset + marked + coda)


def _bearer(vowels: str, closed: bool) -> int:
    hatted = [at for at, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    if hatted:
        return hatted[-1]
    if closed or len(vowels) == 1:
        return len(vowels) - 1
    return len(vowels) - 2
