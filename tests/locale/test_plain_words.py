"""Nothing is said in Vietnamese only: words of a screen go through the catalogues."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.utils.functional import Promise

VIETNAMESE = re.compile(r"[^\W\d_a-zA-Z]")
OURS = (
    "catalogue",
    "sellers",
    "promotions",
    "orders",
    "payments",
    "marketplace",
    "notifications",
    "events",
    "search",
    "people",
)
#: The menu names each language in itself; the style page shows made-up goods.
IN_THEIR_OWN_WORDS = ("design/parts/language.html", "design/style/")
#: An example of an address in this country, and what stands for an unnamed market.
EXAMPLES = re.compile(r'placeholder="128/5 Trần Hưng Đạo"|default:"Chợ Đước"')
TRANSLATED = re.compile(r"""_\((?:"[^"]*"|'[^']*')\)""")
OPENING, CLOSING = ("blocktranslate", "comment"), ("endblocktranslate", "endcomment")


def templates():
    folders = (path for name in OURS for path in (settings.BASE_DIR / name).glob("**/templates"))
    return sorted(path for folder in folders for path in folder.glob("**/*.html"))


def plain(markup):
    """Vietnamese in a template that no translation is looked up for."""
    inside, left = False, []
    for token in Lexer(markup).tokenize():
        said = token.contents
        if token.token_type == TokenType.BLOCK and said.startswith(OPENING + CLOSING):
            inside = said.startswith(OPENING)
        elif token.token_type == TokenType.COMMENT or inside or said.startswith("translate "):
            continue
        else:
            left += VIETNAMESE.findall(TRANSLATED.sub("", EXAMPLES.sub("", said))) and [said.strip()[:60]]
    return left


@pytest.mark.parametrize("markup", ["<b>Chợ Đước</b>", '{% icon "x" "Bỏ" %}', '{{ a|default:"Chưa có" }}'])
def test_plain_words_are_noticed(markup):
    assert plain(markup)


def test_no_template_says_anything_past_the_catalogues():
    read = {str(path.relative_to(settings.BASE_DIR)): path.read_text(encoding="utf-8") for path in templates()}
    assert len(read) > 100
    left = {name: plain(markup) for name, markup in read.items() if not any(own in name for own in IN_THEIR_OWN_WORDS)}
    assert {name: words for name, words in left.items() if words} == {}


def test_names_of_states_follow_the_readers_language():
    fields = [f for m in apps.get_models() if m.__module__.startswith(OURS) for f in m._meta.get_fields()]
    named = [(f, label) for f in fields if getattr(f, "choices", None) for _value, label in f.choices]
    assert len(named) > 30
    fixed = {f"{f.model.__name__}.{f.name}: {label}" for f, label in named if not isinstance(label, Promise)}
    assert {text for text in fixed if VIETNAMESE.search(text) and not text.startswith("User.language")} == set()
