"""What the values of facets are called, and what it costs to know."""

from unittest import mock

from django.core.cache import cache

from search import labels


def test_names_are_looked_up_once_for_all_values_of_a_facet(db, monkeypatch):
    kept = mock.Mock(wraps=cache)
    monkeypatch.setattr(labels, "cache", kept)
    counts = {f"sap-{number}": number for number in range(200)}
    for facet in ("seller", "category"):
        kept.get.reset_mock()
        assert len(labels.labelled(facet, counts)) == 200
        assert kept.get.call_count <= 2, facet


def test_what_has_no_name_is_shown_as_it_is(db):
    named = {facet: labels.label_of(facet, "99") for facet in ("category", "commune", "seller", "fair")}
    assert named == {"category": "99", "commune": "99", "seller": "99", "fair": "Có ở hội chợ: 99"}
