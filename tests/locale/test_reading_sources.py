"""What is found in a template and in Python is what Django will look up."""

from __future__ import annotations

from io import BytesIO

import pytest
from babel.messages.extract import extract
from django.template import Context, Engine

from marketplace.languages.catalogues import KEYWORDS
from marketplace.languages.templates import extract as from_template

TEMPLATES = {
    '{% translate "Bỏ vào giỏ" %}': ["Bỏ vào giỏ"],
    "<a title=\"{% translate 'Thêm một' %}\">": ["Thêm một"],
    '{% translate "Số 0912\u00a0345" %}': ["Số 0912\u00a0345"],
    '{% translate "Đã đọc 50%" %}': ["Đã đọc 50%%"],
    "{% blocktranslate with n=many %}Còn {{ n }} túi{% endblocktranslate %}": ["Còn %(n)s túi"],
    "{% blocktranslate trimmed %}\n  Hai\n  dòng\n{% endblocktranslate %}": ["Hai dòng"],
    "{% blocktranslate count n=many %}{{ n }} món{% plural %}{{ n }} món!{% endblocktranslate %}": [
        ("%(n)s món", "%(n)s món!")
    ],
    '{% empty "gio-dan" _("Giỏ còn trống") _(\'Đi "chợ"\') %}': ["Giỏ còn trống", 'Đi "chợ"'],
    '{{ name|default:_("Chưa có tên") }}': ["Chưa có tên"],
    '{% translate "Mở" context "sạp" %}': [("sạp", "Mở")],
}


def found(markup):
    return [
        tuple(part for part in said if part) if isinstance(said, tuple) and len(said) > 1 else said[0]
        for said in (
            said if isinstance(said, tuple) else (said,)
            for _line, _function, said, _comments in from_template(BytesIO(markup.encode()), KEYWORDS, (), {})
        )
    ]


@pytest.mark.parametrize("markup", TEMPLATES)
def test_a_template_says(markup):
    assert found(markup) == TEMPLATES[markup]


def test_plain_words_and_comments_are_not_messages():
    assert found("<b>Chợ</b>{# translate 'Chợ' #}{% comment %}{% translate 'Chợ' %}{% endcomment %}") == []


def test_what_was_found_is_what_the_template_looks_up(monkeypatch):
    """The msgid is Django's own matter (percent signs, trimming), so Django is asked."""
    asked = []
    monkeypatch.setattr("django.utils.translation._trans.gettext", lambda message: asked.append(message) or message)
    engine = Engine(builtins=["django.templatetags.i18n"])
    one_string = [markup for markup in TEMPLATES if markup.startswith("{% ") and "count" not in markup]
    for markup in (m for m in one_string if "context" not in m and "empty" not in m):
        asked.clear()
        engine.from_string(markup).render(Context({"many": 3}))
        assert asked == TEMPLATES[markup]


def test_python_is_read_as_python_reads_it():
    """xgettext reads \\u00a0 in Python as six letters, and the message would never be found again."""
    source = BytesIO(rb'_("S\u1ed1 0912\u00a0345"); ngettext("m\u1ed9t", "hai", n); gettext_noop("g" "h")')
    said = [message for _line, message, _comments, _context in extract("python", source, keywords=KEYWORDS)]
    assert said == ["Số 0912\u00a0345", ("một", "hai"), "gh"]
