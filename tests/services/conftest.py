"""Proofs on the real engines. `make test-services` starts the engines and names them to these tests."""

from __future__ import annotations

import os
import uuid

import pytest
import redis
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection

from people.models import ROLES
from search.backends.elastic.client import server
from search.services import build_index
from tests.services.processes import scaled
from tests.storefront.buying.conftest import open_stall, order_of, product

__all__ = ["open_stall", "order_of", "product"]

ENGINES = ("DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL", "ELASTICSEARCH_URL")


def pytest_collection_modifyitems(items):
    """All that is in this folder needs the engines."""
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.services)


@pytest.fixture(scope="session")
def full():
    """Whether the proofs run in their full size (FULL=1), which takes minutes each."""
    return os.environ.get("FULL") == "1"


@pytest.fixture(autouse=True)
def roles(transactional_db):
    """What the migrations brought and the test before has emptied."""
    for name in ROLES:
        Group.objects.get_or_create(name=name)


@pytest.fixture
def clean_engines():
    """Engines without what the last test left in them. A proof without them would prove nothing."""
    missing = [name for name in ENGINES if not os.environ.get(name)]
    assert not missing, f"{missing} not set: run `make test-services`"
    redis.Redis.from_url(settings.REDIS_URL).flushall()
    from marketplace.celery import app

    with app.connection() as broker:
        for queue in app.conf.task_queues:
            bound = queue(broker.default_channel)
            bound.declare()
            bound.purge()


@pytest.fixture
def own_index(clean_engines, transactional_db, settings):
    """Indexes on the search server for one test alone, made of what is in the database."""
    settings.ELASTICSEARCH_PREFIX = f"test-{uuid.uuid4().hex[:8]}"
    build_index()
    yield settings.ELASTICSEARCH_PREFIX
    for index in server().indices.get(index=f"{settings.ELASTICSEARCH_PREFIX}-*").body:
        server().indices.delete(index=index)


@pytest.fixture
def environment(own_index, tmp_path):
    """Variables of the processes of a market on the tests' own database and index."""
    given = connection.settings_dict
    url = f"postgresql://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"
    return dict(os.environ) | {
        "DATABASE_URL": url,
        "DEBUG": "1",
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "marketplace.settings",
        "ELASTICSEARCH_PREFIX": own_index,
        "VAR_DIR": str(tmp_path / "var"),
    }


@pytest.fixture
def market(environment, tmp_path):
    """A market whose processes a test starts, and kills, one by one."""
    with scaled(environment, tmp_path, "marketplace.wsgi", "marketplace.asgi", "marketplace.celery") as started:
        yield started
