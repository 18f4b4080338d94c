"""What the catalogues hold, read once."""

from __future__ import annotations

from functools import cache

import pytest
from django.conf import settings

from marketplace.languages import catalogues

LANGUAGES = [catalogues.language_of(path) for path in catalogues.paths()]


@cache
def _catalogue(language):
    return catalogues.read(settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po")


@pytest.fixture(scope="session")
def sources():
    """Every message that the sources can show."""
    return catalogues.in_the_sources()


@pytest.fixture(params=LANGUAGES)
def language(request):
    """Each language that has a catalogue, one after the other."""
    return request.param


@pytest.fixture
def catalogue(language):
    """The catalogue of that language."""
    return _catalogue(language)


@pytest.fixture
def messages(catalogue):
    """(what the sources say, what the catalogue says), each plural form of its own, without the head."""
    return [pair for message in catalogue if message.id for pair in pairs(message)]


def pairs(message):
    """The source's plural stands beside every form but the first, the singular beside the first."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    singular, plural = message.id
    return [(plural if place else singular, form) for place, form in enumerate(message.string)]
