"""Equal checkouts, and other baskets under one key, once more on PostgreSQL."""

import pytest

from tests.races.test_same_checkout import (
    database,
    product,
    squid,
    test_another_basket_under_the_same_key_is_told_and_ordered_with_a_fresh_form,
    test_of_two_baskets_under_one_key_at_once_one_is_ordered_and_the_other_is_told,
    test_one_is_placed_and_all_are_led_to_it,
)

__all__ = [
    "database",
    "product",
    "squid",
    "test_another_basket_under_the_same_key_is_told_and_ordered_with_a_fresh_form",
    "test_of_two_baskets_under_one_key_at_once_one_is_ordered_and_the_other_is_told",
    "test_one_is_placed_and_all_are_led_to_it",
]

pytestmark = pytest.mark.django_db(transaction=True)
