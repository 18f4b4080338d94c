"""The connection to Elasticsearch, and how long it may take."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch

#: Seconds a buyer's question may take; after that the database answers.
BUDGET = 0.15
#: Seconds that writing may take: nobody waits for it.
WRITING = 10.0
#: Seconds for each request of an index that is made anew. The server merges and collects meanwhile, and who gave up
#: would begin from the first document again.
MAKING = 120.0


@cache
def _connected(url: str) -> Elasticsearch:
    # Trying again is the circuit breaker's business, or the next sweep's.
    return Elasticsearch(url, max_retries=0, retry_on_timeout=False)


@cache
def _patient(url: str, patience: float) -> Elasticsearch:
    # The same connections; a client for each patience costs more to make than many a question.
    return _connected(url).options(request_timeout=patience)


def server(patience: float = WRITING) -> Elasticsearch:
    """The server, given so many seconds for an answer."""
    return _patient(settings.ELASTICSEARCH_URL, patience)


def name(kind: str, ending: str = "") -> str:
    """What an index or alias of this market is called: several markets may share a server."""
    return f"{settings.ELASTICSEARCH_PREFIX}-{kind}{ending}"


def ask(kind: str, body: dict[str, Any], patience: float) -> dict[str, Any]:
    """Search one kind of document. Raises what the client raises, and TimeoutError for an answer that is not whole."""
    return ask_together([(kind, body)], patience)[0]


def ask_together(asked: Sequence[tuple[str, dict[str, Any]]], patience: float) -> list[dict[str, Any]]:
    """The same for several questions in one request: the way there and back costs as much as a small answer."""
    lines: list[dict[str, Any]] = []
    for kind, body in asked:
        # The server keeps what it found until the index changes: many ask the same.
        lines += [{"index": name(kind), "request_cache": True}, body | {"timeout": _in_time(patience)}]
    return [_whole(found) for found in server(patience).msearch(searches=lines).body["responses"]]


def _in_time(patience: float) -> str:
    return f"{int(patience * 1000)}ms"


def _whole(found: dict[str, Any]) -> dict[str, Any]:
    if found.get("timed_out", True):
        raise TimeoutError(f"the search server gave no whole answer: {str(found.get('error', ''))[:300]}")
    return found
