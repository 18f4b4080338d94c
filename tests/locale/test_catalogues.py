"""Every catalogue under locale/ says everything that the sources say, and says it with the same values in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest
from django.conf import settings
from django.utils import translation

from marketplace.languages import catalogues
from tests.locale.conftest import LANGUAGES, pairs

#: %(name)s, {name} and tags as they stand, and the no-break space that keeps a telephone number on one line.
PLACED = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}|</?[a-z][^>]*>|\u00a0")


def keys(catalogue):
    return {(message.context, message.id) for message in catalogue if message.id}


def test_each_catalogue_belongs_to_a_language_of_the_menu():
    assert LANGUAGES
    assert set(LANGUAGES) <= {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}


def test_every_message_of_the_sources_is_in_the_catalogue(sources, catalogue):
    assert len(sources) > 1000, "the sources were not read"
    assert keys(sources) - keys(catalogue) == set(), "run `make messages` and translate what is new"


def test_the_catalogue_holds_nothing_that_no_source_says(sources, catalogue):
    assert keys(catalogue) - keys(sources) == set(), "run `make messages`"


def test_nothing_is_empty_or_fuzzy(catalogue):
    assert [m.id for m in catalogue if m.id and (m.fuzzy or not all(form for _source, form in pairs(m)))] == []


def test_every_plural_form_of_the_language_is_there(catalogue):
    plural = [m for m in catalogue if m.id and m.pluralizable]
    assert plural
    assert {len(m.string) for m in plural} == {catalogue.num_plurals}


def test_placeholders_tags_and_no_break_spaces_agree(messages):
    differ = [(s, t) for s, t in messages if t and Counter(PLACED.findall(s)) != Counter(PLACED.findall(t))]
    assert differ == []


def test_what_is_formatted_can_be_formatted(catalogue):
    formatted = [pair for m in catalogue if m.id and m.python_format for pair in pairs(m)]
    assert formatted
    for _source, said in formatted:
        assert said % defaultdict(int)


def test_lines_begin_and_end_as_in_the_source(messages):
    """Words are set beside others on the screen: a space too many or a missing full stop shows."""
    assert [(s, t) for s, t in messages if t and (t != t.strip()) and (s == s.strip())] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_says_the_same(language, catalogue):
    with translation.override(language):
        say = {m.id: translation.gettext(m.id) for m in catalogue if m.id and m.string and isinstance(m.id, str)}
    other = {s: t for s, t in say.items() if t != catalogue.get(s).string}
    assert other == {}, "the compiled catalogue is missing or old: `make words`"


def test_writing_a_catalogue_again_changes_nothing(language, catalogue, tmp_path):
    """No dates, no places, no tool's version: what `make messages` writes changes only with the words."""
    kept = settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"
    again = tmp_path / language / "LC_MESSAGES" / "django.po"
    again.parent.mkdir(parents=True)
    catalogues.write(again, catalogue)
    assert again.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")
