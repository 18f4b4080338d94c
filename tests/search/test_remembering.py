"""What was answered a moment ago is answered again, until anything changes."""

import pytest
from django.core.cache import cache
from django.utils import translation

from search import revision
from search.backends.remembering import Place, found_once


@pytest.fixture
def ask(settings):
    """Ask the same question; how often it had to be answered."""
    settings.REDIS_URL = "redis://shared"
    answered = []

    def ask(kind="page"):
        found_once(Place(kind, "tôm khô"), lambda: answered.append(kind) or tuple(answered))
        return len(answered)

    return ask


def come_to_rest():
    """What SETTLING seconds do."""
    cache.delete(revision.MOVING)


def test_the_same_is_answered_once(ask):
    assert [ask(), ask(), ask()] == [1, 1, 1]
    assert ask("completions") == 2


def test_nothing_is_kept_while_the_server_may_still_show_what_was(ask, db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        revision.advance()
    assert [ask(), ask()] == [1, 2]
    come_to_rest()
    assert [ask(), ask()] == [3, 3]


def test_a_change_makes_what_was_kept_worthless(ask, db, django_capture_on_commit_callbacks):
    assert [ask(), ask()] == [1, 1]
    with django_capture_on_commit_callbacks(execute=True):
        revision.advance()
    come_to_rest()
    assert ask() == 2


def test_what_was_asked_before_a_change_and_answered_after_it_is_not_kept(ask):
    place = Place("page", "tôm khô")
    assert place.recall() is None
    cache.set(revision.KEY, "another")
    place.keep("as it was")
    assert ask() == 1


def test_nothing_is_kept_where_others_do_not_hear_of_changes(ask, settings):
    settings.REDIS_URL = ""
    assert [ask(), ask()] == [1, 2]


def test_languages_and_markets_keep_their_own(ask, settings):
    assert ask() == 1
    with translation.override("km"):
        assert ask() == 2
    settings.ELASTICSEARCH_PREFIX = "another"
    assert ask() == 3
