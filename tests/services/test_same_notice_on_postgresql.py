"""A hundred equal notices once more, on PostgreSQL."""

import pytest

from tests.races.test_same_notice import attempt, database, test_one_is_noted_and_ninety_nine_were_noted_before

__all__ = ["attempt", "database", "test_one_is_noted_and_ninety_nine_were_noted_before"]

pytestmark = pytest.mark.django_db(transaction=True)
