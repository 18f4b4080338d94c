"""Contrast of every pair of colours that the stylesheet puts together, read from tokens.css in both schemes."""

from __future__ import annotations

import re

import pytest

from tests.design.conftest import STATIC

CSS = (STATIC / "design" / "tokens.css").read_text(encoding="utf-8")
NAMED = ("leaf", "honey", "brick", "river", "danger")
WORDS = ("ink", "ink-2", "ink-3", *(f"{name}-text" for name in NAMED))
TEXT = [
    *[(word, ground) for ground in ("bg", "surface", "sunken") for word in WORDS],
    *[(f"{name}-text", f"{name}-soft") for name in NAMED],
    *[("ink", f"{name}-soft") for name in NAMED],
    *[(f"on-{name}", name) for name in (*NAMED, "mast")],
    ("mast-2", "mast"),
    ("ink-3", "leaf-soft"),
    ("ink-2", "leaf-soft"),
    ("ink-2", "honey-soft"),
    ("leaf-text", "danger-soft"),
    ("leaf-text", "river-soft"),
    ("bg", "ink"),
    *[("on-m-lo", f"m{step}") for step in (1, 2, 3)],
    *[("on-m-hi", f"m{step}") for step in (4, 5)],
    *[("ink", f"plate-{tint}") for tint in (1, 2, 3, 4)],
]
PARTS = [
    ("edge", "surface"),
    ("edge", "bg"),
    ("focus", "surface"),
    ("focus", "bg"),
    ("honey", "mast"),
    ("leaf", "bg"),
    ("river", "surface"),
    ("brick", "surface"),
]


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", css))


LIGHT = colours(CSS.split("@media")[0])
FORCED_DARK = colours(CSS.split("[data-theme=dark]{")[1].split("}")[0])
SYSTEM_DARK = colours(CSS.split("[data-theme=light]){")[1].split("}")[0])
SCHEMES = {"light": LIGHT, "dark": LIGHT | FORCED_DARK}


def luminance(colour: str) -> float:
    digits = colour[1:]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("needs", "pairs"), [(4.5, TEXT), (3.0, PARTS)], ids=["text", "parts"])
def test_every_pair_is_legible(scheme, needs, pairs):
    tokens = SCHEMES[scheme]
    low = {
        f"{a} on {b}": round(ratio(tokens[a], tokens[b]), 2) for a, b in pairs if ratio(tokens[a], tokens[b]) < needs
    }
    assert low == {}


def test_dark_is_the_same_by_wish_and_by_switch():
    assert SYSTEM_DARK == FORCED_DARK
