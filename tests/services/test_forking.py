"""Processes that are forked after their parent has looked at the database must not share its connection."""

import pytest
from django.db import connection

from marketplace.starting import refuse_bad_start


@pytest.mark.django_db(transaction=True)
def test_whoever_looked_before_the_fork_leaves_no_pool_to_the_children():
    connection.ensure_connection()
    assert connection._connection_pools
    refuse_bad_start()
    assert not connection._connection_pools
