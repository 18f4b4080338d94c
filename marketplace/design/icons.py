"""Icons, read once from icons.svg and inlined, so that a page carries only those it shows and fetches no sprite."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.utils.html import escape
from django.utils.safestring import SafeString

_SOURCE = Path(__file__).resolve().parent / "static" / "design" / "icons.svg"
_SYMBOL = re.compile(r'<symbol id="i-([\w-]+)" viewBox="0 0 24 24">(.*?)</symbol>', re.S)

#: name -> the markup inside its <svg>
SHAPES: dict[str, str] = dict(_SYMBOL.findall(_SOURCE.read_text(encoding="utf-8")))


@cache
def icon_svg(name: str, label: str = "") -> SafeString:
    """The icon as markup: decorative by default, an image with a name when `label` is given.

    Raises KeyError for a name that icons.svg does not hold.
    """
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return SafeString(f'<svg class="i" viewBox="0 0 24 24" {said}>{SHAPES[name]}</svg>')
