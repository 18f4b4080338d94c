"""The race for one voucher once more on PostgreSQL, where rows are locked one by one."""

import pytest

from tests.promotions.conftest import voucher
from tests.races.test_one_voucher import (
    database,
    goods,
    test_one_order_has_it_and_the_others_are_told,
    test_without_the_condition_it_is_used_by_many,
)

__all__ = [
    "database",
    "goods",
    "test_one_order_has_it_and_the_others_are_told",
    "test_without_the_condition_it_is_used_by_many",
    "voucher",
]

pytestmark = pytest.mark.django_db(transaction=True)
