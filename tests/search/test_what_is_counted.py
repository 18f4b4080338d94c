"""What the search server is asked to count."""

import json
from datetime import date

import pytest

from search.backends.elastic.filtering import aggregations, conditions
from search.queries import ALL_FACETS, SearchQuery

TODAY = date(2026, 11, 27)


def asked(**chosen):
    query = SearchQuery("cua", facets=ALL_FACETS, **chosen)
    return aggregations(query, conditions(query, TODAY), TODAY)


@pytest.mark.django_db
def test_without_a_choice_everything_is_counted_in_one_walk():
    assert {*asked()} == {"commune", "seller", "ocop", "cells"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("chosen", "field"), [({"price_max": 200_000}, "price_vnd"), ({"category": "cua"}, '{"category"')]
)
def test_a_choice_is_worked_out_once_for_all_facets_that_keep_it(chosen, field):
    assert json.dumps(asked(**chosen)).count(field) == 1


@pytest.mark.django_db
def test_of_two_choices_each_facet_undoes_its_own():
    groups = [each for each in asked(price_max=200_000, category="cua").values() if "aggs" in each]
    # Those that keep both; the stalls of the market, which keep the price; prices, which keep neither.
    assert [sorted(each["aggs"]) for each in groups] == [["commune", "ocop", "seller"], ["cells"]]
