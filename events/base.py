"""What every event is: a frozen, past-tense dataclass of primitives that says which aggregate it happened to."""

from __future__ import annotations

import dataclasses
import typing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

_BY_NAME: dict[str, type[Event]] = {}


@dataclass(frozen=True)
class Event:
    """Base of all events. Fields hold ids, numbers and codes; never names, phone numbers or ethnic groups.

    `aggregate` names the kind of thing it happened to and `key` the field with its id: events of one
    aggregate are delivered in the order they were recorded.
    """

    aggregate: ClassVar[str]
    key: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if _BY_NAME.setdefault(cls.__name__, cls) is not cls:
            raise TypeError(f"two events are called {cls.__name__}")

    @property
    def aggregate_id(self) -> str:
        """`kind:id`, the unit of ordering."""
        return f"{self.aggregate}:{getattr(self, self.key)}"

    def to_payload(self) -> dict[str, Any]:
        """Primitives only, ready for JSON."""
        return dataclasses.asdict(self)


E_co = TypeVar("E_co", bound=Event, covariant=True)


@dataclass(frozen=True)
class Envelope(Generic[E_co]):
    """An event as a handler receives it.

    `position` orders all events of the market; `sequence` those of one aggregate. `delivery_id` is the
    idempotency key for a call to the outside world. `occurred_at` is UTC.
    """

    event: E_co
    event_id: str
    position: int
    sequence: int
    occurred_at: datetime
    correlation_id: str
    delivery_id: int


def all_events() -> dict[str, type[Event]]:
    """Every event class by name."""
    return dict(_BY_NAME)


def from_payload(name: str, payload: dict[str, Any]) -> Event:
    """Rebuild an event from what was stored. KeyError when no event has that name."""
    kind = _BY_NAME[name]
    hints = typing.get_type_hints(kind)
    return kind(**{field: _rebuild(hints[field], value) for field, value in payload.items()})


def _rebuild(hint: Any, value: Any) -> Any:
    if isinstance(value, list):
        item = typing.get_args(hint)[0]
        return tuple(item(**each) if isinstance(each, dict) else each for each in value)
    return value
