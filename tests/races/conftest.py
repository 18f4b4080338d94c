"""Which engine a race runs on."""

import pytest
from django.db import connection


@pytest.fixture
def on_postgresql(db):
    """A proof that speaks of PostgreSQL must not pass on another engine."""
    assert connection.vendor == "postgresql", "run it with `make test-services`"
