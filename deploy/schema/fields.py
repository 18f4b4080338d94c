"""What adding or changing a column means for code that does not know of it yet, and for whoever waits meanwhile."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.fields import NOT_PROVIDED

INDEXED = "builds an index, or checks every row, while writers wait"


def trouble_of_new(field: models.Field[Any, Any]) -> str:
    """Why adding the column is not safe, or empty."""
    if field.many_to_many:
        return ""
    if not field.null and field.db_default is NOT_PROVIDED:
        return "the previous release writes rows without it: make it nullable or give it a db_default"
    if field.unique or getattr(field, "db_index", False) or field.remote_field is not None:
        return INDEXED
    return ""


def trouble_of_change(before: models.Field[Any, Any], after: models.Field[Any, Any]) -> str:
    """Why changing the column is not safe, or empty."""
    old, new = _stored(before), _stored(after)
    changed = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    if changed & {"unique", "db_index"}:
        return INDEXED
    if "null" in changed and not new.get("null"):
        return "the previous release writes nothing into it, and every row is checked while writers wait"
    if "max_length" in changed and (new.get("max_length") or 0) < (old.get("max_length") or 0):
        return "the previous release writes longer texts"
    if rest := changed - {"null", "max_length", "db_default"}:
        return f"changes the column itself ({', '.join(sorted(rest))}), which rewrites the table while everybody waits"
    return ""


def _stored(field: models.Field[Any, Any]) -> dict[str, Any]:
    """What the database knows of a field."""
    _, kind, _, words = field.deconstruct()
    unseen = {*field.non_db_attrs, "default"}
    return {name: value for name, value in words.items() if name not in unseen} | {"type": kind}
