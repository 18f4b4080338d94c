"""The races of tests/races once more on PostgreSQL, where rows are locked one by one."""

import pytest

from tests.races.test_last_units import (
    database,
    stock,
    test_five_get_them_and_forty_five_are_told,
    test_without_the_condition_more_is_sold_than_there_is,
)

__all__ = [
    "database",
    "stock",
    "test_five_get_them_and_forty_five_are_told",
    "test_without_the_condition_more_is_sold_than_there_is",
]

pytestmark = pytest.mark.django_db(transaction=True)
