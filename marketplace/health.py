"""Is the process alive, and what does it need? For load balancers and for whoever wonders at night."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter

import redis
import requests
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.module_loading import import_string

from events.selectors import outbox_lag

logger = logging.getLogger(__name__)

#: Seconds any one dependency may take to answer.
PATIENCE = 1.0


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Nothing is touched: a dead database must not get every web process killed."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> JsonResponse:
    """Each dependency by name. 503 only without the database: everything else is survived."""
    states = {name: _state(check) for name, check in _checks().items()}
    return JsonResponse(states, status=200 if states["database"]["ok"] else 503)


def _checks() -> dict[str, Callable[[], object] | None]:
    return {
        "database": ask_database,
        "outbox": lambda: {"lag_seconds": round(outbox_lag().total_seconds(), 1)},
        "redis": ask_redis if settings.REDIS_URL else None,
        "broker": ask_broker if settings.CELERY_BROKER_URL else None,
        "elasticsearch": ask_elasticsearch if settings.ELASTICSEARCH_URL else None,
    }


def _state(check: Callable[[], object] | None) -> dict[str, object]:
    if check is None:
        return {"ok": True, "form": "embedded"}
    begun = perf_counter()
    try:
        told = check()
    except Exception as trouble:
        # The kind of trouble is enough for a stranger; the rest is in the log.
        logger.warning("not ready: %r", trouble)
        return {"ok": False, "trouble": type(trouble).__name__}
    more = told if isinstance(told, dict) else {}
    return {"ok": True, "ms": round((perf_counter() - begun) * 1000, 1), **more}


def ask_database() -> None:
    """Any exception means no."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def ask_redis() -> None:
    """Any exception means no."""
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE) as client:
        client.ping()


def ask_broker() -> None:
    """Any exception means no."""
    with import_string(settings.CELERY_APP).connection(connect_timeout=PATIENCE) as broker:
        broker.connect()


def ask_elasticsearch() -> None:
    """Any exception means no."""
    requests.get(settings.ELASTICSEARCH_URL, timeout=PATIENCE).raise_for_status()
