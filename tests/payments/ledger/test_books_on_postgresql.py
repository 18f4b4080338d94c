"""The same refusals by the scaled form's engine."""

import pytest

from tests.payments.ledger.test_books_are_kept import *  # noqa: F403

pytestmark = [pytest.mark.services, pytest.mark.django_db]
