"""A cache that is away costs a miss, and only one question in five seconds."""

import pytest
from redis.exceptions import ConnectionError as NotReached

from deploy.postgres import free_port
from marketplace.cache import Forgiving, ForgivingRedisCache


@pytest.fixture
def cache(monkeypatch):
    """Nobody listens there."""
    monkeypatch.setattr(Forgiving, "resting_until", 0.0)
    return ForgivingRedisCache(f"redis://127.0.0.1:{free_port()}/0", {})


def test_what_cannot_be_read_is_not_there(cache):
    assert cache.get("price", "none") == "none"
    assert cache.get_many(["a", "b"]) == {}
    assert "price" not in cache
    assert cache.get_or_set("price", lambda: 7) == 7


def test_what_cannot_be_written_is_not_kept(cache):
    cache.set("price", 7)
    cache.set_many({"a": 1})
    assert not cache.add("lock", 1)
    assert not cache.delete("price")
    cache.clear()


def test_counting_up_is_told_that_there_is_nothing(cache):
    with pytest.raises(ValueError, match="not found"):
        cache.incr("tries")


def test_after_a_failure_it_is_left_alone_for_a_while(cache, monkeypatch):
    asked = []

    def refuse(*args):
        asked.append(args)
        raise NotReached

    monkeypatch.setattr(cache._cache.client, "get", refuse)
    for _ in range(10):
        cache.get("price")
    assert len(asked) == 1
    monkeypatch.setattr(Forgiving, "resting_until", 0.0)
    cache.get("price")
    assert len(asked) == 2
