"""Which engine a race runs on, and how many may wait on it."""

import pytest
from django.db import connection

from tests.races.serving import PATIENCE


@pytest.fixture
def patient_pool(transactional_db):
    """As many connections as a race has threads in this process; what a page's process has is left as it is."""
    pool = connection.settings_dict["OPTIONS"].get("pool")
    if pool is None:
        yield
        return
    usual = dict(pool)
    connection.close()
    connection.close_pool()
    pool |= {"max_size": 60, "timeout": PATIENCE}
    yield
    connection.close()
    connection.close_pool()
    pool |= usual


@pytest.fixture
def on_postgresql(db):
    """A proof that speaks of PostgreSQL must not pass on another engine."""
    assert connection.vendor == "postgresql", "run it with `make test-services`"
