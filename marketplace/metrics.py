"""`/metrics` for Prometheus: how the engine does, read from the database and the broker when it is asked for.

Nothing is counted in a process, so it does not matter which of many web processes answers, nor that they come and go.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.module_loading import import_string
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from events.selectors import lag_of_queues, open_deliveries, parked_of_subscribers
from marketplace.access.guards import is_inside
from payments.selectors import notices_by_answer
from search.queries import SearchQuery
from search.selectors import search_products
from sellers.selectors import products_on_sale

logger = logging.getLogger(__name__)

#: Seconds the broker may take to say how deep its queues are.
PATIENCE = 1.0


def metrics(request: HttpRequest) -> HttpResponse:
    """For callers on our own network; to others the page does not exist."""
    if not is_inside(request):
        return HttpResponseNotFound()
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Readings())  # type: ignore[arg-type]
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class Readings:
    """What can be read, each by itself: one that fails is left out and counted."""

    def collect(self) -> Iterator[Metric]:
        """All readings, and whether each could be taken."""
        taken = GaugeMetricFamily("market_reading_ok", "1 when the reading could be taken", labels=["reading"])
        for name, read in READINGS.items():
            try:
                yield from read()
                taken.add_metric([name], 1)
            except Exception as trouble:
                logger.warning("no reading of %s: %r", name, trouble)
                taken.add_metric([name], 0)
        yield taken


def _outbox() -> Iterator[Metric]:
    lag = GaugeMetricFamily("market_outbox_lag_seconds", "How long the oldest due delivery waits", labels=["queue"])
    for queue, seconds in lag_of_queues().items():
        lag.add_metric([queue], seconds)
    yield lag
    waiting = GaugeMetricFamily("market_open_deliveries", "Deliveries not made yet", labels=["queue", "state"])
    for queue, state, count in open_deliveries():
        waiting.add_metric([queue, state], count)
    yield waiting


def _parked() -> Iterator[Metric]:
    parked = GaugeMetricFamily("market_parked_deliveries", "Deliveries that gave up", labels=["subscriber"])
    for subscriber, count in parked_of_subscribers():
        parked.add_metric([subscriber], count)
    yield parked


def _queues() -> Iterator[Metric]:
    if not settings.CELERY_BROKER_URL:
        return
    depth = GaugeMetricFamily("market_broker_queue_messages", "Hints and jobs that no worker took", labels=["queue"])
    app = import_string(settings.CELERY_APP)
    with app.connection(connect_timeout=PATIENCE, transport_options={"read_timeout": PATIENCE}) as broker:
        for queue in app.conf.task_queues:
            depth.add_metric([queue.name], queue(broker.default_channel).queue_declare().message_count)
    yield depth


def _notices() -> Iterator[Metric]:
    notices = CounterMetricFamily(
        "market_gateway_notices", "Payment notices by our answer", labels=["provider", "answer"]
    )
    for provider, answer, count in notices_by_answer():
        notices.add_metric([provider, answer], count)
    yield notices


def _search() -> Iterator[Metric]:
    drift = products_on_sale() - search_products(SearchQuery(size=1)).total
    yield GaugeMetricFamily("market_index_drift", "Products on sale less products found by search", value=drift)


READINGS: dict[str, Callable[[], Iterator[Metric]]] = {
    "outbox": _outbox,
    "parked": _parked,
    "queues": _queues,
    "notices": _notices,
    "search": _search,
}
