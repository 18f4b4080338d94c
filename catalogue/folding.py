"""One folding of Vietnamese, for slugs and for search alike: what people type without an input method."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"[\u0300-\u036f]")
_ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\ufeff]")


def fold(text: str) -> str:
    """Lower case without tone marks, hats and hooks: "Mật ong Đất Mũi" → "mat ong dat mui".

    đ has no decomposition in Unicode, so it is mapped first; Khmer is left as it is (its vowels are not marks
    in this range), only composed and freed of zero-width spaces.
    """
    return without_marks(_ZERO_WIDTH.sub("", text)).lower()


def without_marks(text: str) -> str:
    """The same letters, capitals kept, without tone marks, hats and hooks: "Chợ Đước" → "Cho Duoc"."""
    bare = text.replace("đ", "d").replace("Đ", "D")
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", bare)))


def slugify_vietnamese(text: str, allow_unicode: bool = False) -> str:
    """Oscar's slug function (OSCAR_SLUG_FUNCTION): folded, words joined by hyphens, never empty."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "hang"
