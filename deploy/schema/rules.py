"""Which operations of a migration the previous release, still running, or its users, would not survive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.migrations import Migration
from django.db.migrations import operations as ops
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from deploy.schema.fields import INDEXED, trouble_of_change, trouble_of_new

IN_USE = "the previous release still reads and writes it"
UNKNOWN = "no program can tell what it does, nor for how long"
ALWAYS: dict[type[Operation], str] = {
    ops.DeleteModel: IN_USE,
    ops.RenameModel: IN_USE,
    ops.AlterModelTable: IN_USE,
    ops.RemoveField: IN_USE,
    ops.RenameField: IN_USE,
    ops.RunPython: UNKNOWN,
    ops.RunSQL: UNKNOWN,
    ops.AddIndex: INDEXED,
    ops.AddConstraint: INDEXED,
    ops.AlterUniqueTogether: INDEXED,
    ops.AlterIndexTogether: INDEXED,
}


@dataclass(frozen=True)
class Finding:
    """One line for whoever wrote the migration."""

    migration: str
    operation: str
    why: str

    def __str__(self) -> str:
        return f"{self.migration}: {self.operation}: {self.why}"


def judge(migration: Migration, before: ProjectState, new_models: set[str]) -> Iterator[Finding]:
    """Findings about a migration that begins at the state `before`; tables in `new_models` hold nothing yet.

    A migration says why an operation is safe all the same in its attribute `zero_downtime = {operation: why}`.
    """
    reasons = dict(getattr(migration, "zero_downtime", {}))
    name = f"{migration.app_label}.{migration.name}"
    for operation in _in_the_database(migration.operations):
        told = described(operation)
        why = _trouble(operation, migration.app_label, before, new_models)
        before = before.clone()
        operation.state_forwards(migration.app_label, before)
        if why and not reasons.pop(told, ""):
            yield Finding(name, told, why)
    for told in reasons:
        yield Finding(name, told, "zero_downtime speaks of it, and there is nothing to excuse")


def described(operation: Operation) -> str:
    """`AddField order.note`, `RunPython guard`: the name under which a reason is given."""
    what: Any = operation
    model = getattr(what, "model_name", None) or getattr(what, "old_name", None) or getattr(what, "name", None)
    if isinstance(operation, ops.RunPython):
        model = what.code.__name__
    part = next((part for part in (getattr(what, key, None) for key in ("name", "old_name")) if part != model), None)
    if part is None and hasattr(what, "index"):
        part = what.index.name
    if part is None and hasattr(what, "constraint"):
        part = what.constraint.name
    return f"{type(operation).__name__} {'.'.join(str(each) for each in (model, part) if each)}".strip()


def made_by(migration: Migration) -> set[str]:
    """Tables that a migration makes, as `app.model`."""
    made = (each for each in migration.operations if isinstance(each, ops.CreateModel))
    return {f"{migration.app_label}.{each.name_lower}" for each in made}


def _in_the_database(operations: Sequence[Operation]) -> Iterator[Operation]:
    for operation in operations:
        if isinstance(operation, ops.SeparateDatabaseAndState):
            yield from _in_the_database(operation.database_operations)
        else:
            yield operation


def _trouble(operation: Operation, app: str, before: ProjectState, new_models: set[str]) -> str:
    model = getattr(operation, "model_name_lower", None) or getattr(operation, "name_lower", "")
    if f"{app}.{model}" in new_models:
        return ""
    if isinstance(operation, ops.AddField):
        return trouble_of_new(operation.field)
    if isinstance(operation, ops.AlterField):
        return trouble_of_change(before.models[app, model].fields[operation.name], operation.field)
    return next((why for kind, why in ALWAYS.items() if isinstance(operation, kind)), "")
