"""Every event: what it means, what it carries, who records it and who hears of it."""

from __future__ import annotations

import dataclasses
import pkgutil
from importlib import import_module
from itertools import groupby

import events as package
from docs.drawing import source
from docs.drawing.markdown import code, meaning, table
from events.base import Event, all_events
from events.wiring import subscribers_of

HEAD = ("event", "meaning", "fields", "recorded by", "heard by")


def kinds() -> list[type[Event]]:
    """All events that can happen, in the order of their aggregate and of the source; bases are left out."""
    for module in pkgutil.iter_modules(package.__path__):
        import_module(f"events.{module.name}")
    leaves = [kind for kind in all_events().values() if not kind.__subclasses__()]
    own = [kind for kind in leaves if kind.__module__.startswith("events.")]
    order = list(dict.fromkeys(kind.aggregate for kind in own))
    return sorted(own, key=lambda kind: order.index(kind.aggregate))


def tables() -> str:
    """One table for each aggregate."""
    return "\n".join(
        f"### {aggregate}\n\nOne after the other for each `{rows[0].key}`; defined in `{_file(rows[0])}`.\n\n"
        + table(HEAD, (_row(kind) for kind in rows))
        for aggregate, rows in ((name, list(each)) for name, each in groupby(kinds(), lambda kind: kind.aggregate))
    )


def _row(kind: type[Event]) -> tuple[str, ...]:
    fields = (field.name for field in dataclasses.fields(kind))
    recorders = source.makers().get(kind.__name__, [])
    return (
        f"`{kind.__name__}`",
        meaning(kind),
        code(fields),
        code(recorders) or "nobody yet",
        code(subscribers_of(kind)) or "nobody; kept as history",
    )


def _file(kind: type[Event]) -> str:
    return kind.__module__.replace(".", "/") + ".py"
