"""Collecting static files: what some page of ours uses, and no work when nothing changed."""

import os

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.base import ContentFile

from marketplace.design.storage import MarketFilesFinder, files_are_collected


def files():
    return {path for path, _storage in MarketFilesFinder().list(None)}


def test_our_stylesheet_is_among_them_and_nothing_of_oscars_pages():
    assert {"design/market.css", "phone/phone.css", "ninja/swagger-ui-bundle.js"} <= files()
    assert not {path for path in files() if path.startswith(("oscar/", "treebeard/")) or path.endswith(".map")}


@pytest.fixture
def collected(tmp_path):
    """A folder into which everything was collected a moment ago."""
    storage = StaticFilesStorage(location=tmp_path)
    for path in files():
        storage.save(path, ContentFile(b""))
    storage.save("staticfiles.json", ContentFile(b"{}"))
    return storage


def test_a_second_start_has_nothing_to_do(collected):
    assert files_are_collected(collected)


def test_the_first_start_has(tmp_path):
    assert not files_are_collected(StaticFilesStorage(location=tmp_path))


def test_a_changed_file_is_collected_again(collected):
    os.utime(collected.path("staticfiles.json"), (1, 1))
    assert not files_are_collected(collected)


def test_a_new_file_is_collected(collected):
    collected.delete("design/market.css")
    assert not files_are_collected(collected)
