"""What a Django template says, in the form in which babel asks for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation.template import templatize

#: Line, function, message or messages, comments.
Found = tuple[int, str, str | tuple[str | None, ...], list[str]]

_STRING = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
_CALL = re.compile(rf"\b(?P<function>n?p?gettext|_)\((?P<strings>{_STRING}(?:,\s*{_STRING})*)(?P<more>,\s*count)?\)")
_EACH = re.compile(_STRING)


def extract(source: BinaryIO, keywords: Any, comment_tags: Any, options: dict[str, Any]) -> Iterator[Found]:
    """Each string in `{% translate %}`, `{% blocktranslate %}` and `_("…")`, as Django itself will look it up.

    Django's own `makemessages` hands the same intermediate text to xgettext, which reads `\\u00a0` in Python as six
    letters; babel reads Python as Python does, so both halves of the catalogue come from one place.
    """
    text = templatize(source.read().decode("utf-8"))
    for call in _CALL.finditer(text):
        strings = tuple(ast.literal_eval(each) for each in _EACH.findall(call["strings"]))
        line = text.count("\n", 0, call.start()) + 1
        yield line, call["function"], (*strings, None) if call["more"] else strings, []
