"""What was meant by keys typed without an input method: Telex ("toom khoo") and VNI ("to6m kho6") are "tôm khô"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from search.syllables import ACUTE, DOT, GRAVE, HOOK, TILDE, is_syllable, with_tone

_TELEX_TONES = {"s": ACUTE, "f": GRAVE, "r": HOOK, "x": TILDE, "j": DOT}
_VNI_TONES = {"1": ACUTE, "2": GRAVE, "3": HOOK, "4": TILDE, "5": DOT}
_DOUBLED = {"aa": "â", "ee": "ê", "oo": "ô", "dd": "đ"}
_HORNED = {"a": "ă", "o": "ơ", "u": "ư"}
_HATTED = {"a": "â", "e": "ê", "o": "ô"}
_VOWELS = "aăâeêioôơuưy"
#: What was typed so far, the key, the tone so far → what is typed now, the tone now.
Press = Callable[[str, str, str], tuple[str, str]]
_VNI = re.compile("[a-z]+[a-z0-9]*[1-9][a-z0-9]*")


def decoded(word: str) -> str | None:
    """The syllable that the keys stand for, or None when they stand for themselves."""
    if not word.isascii():
        return None
    if _VNI.fullmatch(word):
        read = _read(word, _vni_key)
    elif word.isalpha() and not is_syllable(word):
        read = _read(_doubled(word), _telex_key)
    else:
        return None
    return read if read and not read.isascii() and is_syllable(read) else None


def _doubled(word: str) -> str:
    for keys, letter in _DOUBLED.items():
        word = word.replace(keys, letter)
    return word


def _read(word: str, press: Press) -> str:
    typed, tone = "", ""
    for key in word:
        typed, tone = press(typed, key, tone)
    return with_tone(typed, tone) if tone else typed


def _telex_key(typed: str, key: str, tone: str) -> tuple[str, str]:
    if key in _TELEX_TONES and _has_vowel(typed):
        return typed, _TELEX_TONES[key]
    if key == "w":
        return _horned(typed) or f"{typed}ư", tone
    return typed + key, tone


def _vni_key(typed: str, key: str, tone: str) -> tuple[str, str]:
    if key in _VNI_TONES:
        return typed, _VNI_TONES[key]
    if key == "6":
        return _last(typed, _HATTED), tone
    if key == "7":
        return _horned(typed) or typed, tone
    if key == "8":
        return _last(typed, {"a": "ă"}), tone
    if key == "9":
        return _last(typed, {"d": "đ"}), tone
    return typed + key, tone


def _horned(typed: str) -> str:
    """ "uo" gets both its horns at once; empty when nothing can have one."""
    both = re.sub("[uư]o(?!.*[uư]o)", "ươ", typed)
    changed = both if both != typed else _last(typed, _HORNED)
    return "" if changed == typed else changed


def _last(typed: str, changes: dict[str, str]) -> str:
    for at in range(len(typed) - 1, -1, -1):
        if typed[at] in changes:
            return typed[:at] + changes[typed[at]] + typed[at + 1 :]
    return typed


def _has_vowel(typed: str) -> bool:
    return any(letter in _VOWELS for letter in unicodedata.normalize("NFC", typed))
