"""One demo market for all journeys of a session."""

import pytest

from tests.journeys.running import running_market


@pytest.fixture(scope="session")
def market(tmp_path_factory):
    with running_market(tmp_path_factory.mktemp("market"), orders=40) as running:
        yield running
