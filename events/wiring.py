"""Who listens to what. The wiring itself is data, in the module that settings.EVENT_SUBSCRIPTIONS names."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from django.conf import settings
from django.utils.module_loading import import_string

from events.base import Envelope, Event

#: Where work of no particular kind goes.
DEFAULT_QUEUE = "default"

Handler = Callable[[Envelope[Any]], None]
H = TypeVar("H", bound=Handler)


def outside_call(handler: H) -> H:
    """Mark a handler that calls the outside world: it runs outside of the transaction that marks it delivered.

    It must pass the delivery's id on as idempotency key, for it may run again after a crash.
    """
    handler.calls_outside = True  # type: ignore[attr-defined]
    return handler


def calls_outside(subscriber: str) -> bool:
    """Whether the handler behind a stored name is marked as one that calls the outside world."""
    return getattr(_handlers().get(subscriber), "calls_outside", False)


def name_of(handler: Handler) -> str:
    """The stable name under which a subscriber's deliveries are kept."""
    return f"{handler.__module__}.{handler.__qualname__}"


@cache
def _wiring() -> dict[type[Event], tuple[Handler, ...]]:
    wiring: dict[type[Event], tuple[Handler, ...]] = import_string(settings.EVENT_SUBSCRIPTIONS)
    return wiring


@cache
def _handlers() -> dict[str, Handler]:
    return {name_of(handler): handler for handlers in _wiring().values() for handler in handlers}


def subscribers_of(kind: type[Event]) -> tuple[str, ...]:
    """Names of the handlers of an event, in the order of the wiring."""
    return tuple(name_of(handler) for handler in _wiring().get(kind, ()))


def handler_named(subscriber: str) -> Handler:
    """The handler behind a stored name. KeyError when the wiring no longer has it."""
    return _handlers()[subscriber]


def queue_of(subscriber: str) -> str:
    """The queue of a subscriber's kind of work: payments never wait behind photos. The longest fitting name counts."""
    names: dict[str, str] = settings.EVENT_QUEUES
    fitting = (name for name in names if f"{subscriber}.".startswith(f"{name}."))
    return names.get(max(fitting, key=len, default=""), DEFAULT_QUEUE)


def queues() -> tuple[str, ...]:
    """All queues that deliveries may be in."""
    return tuple(sorted({DEFAULT_QUEUE, *settings.EVENT_QUEUES.values()}))
