"""Reading our own source: who records which event, and which files define error codes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "base",
    "events",
    "places",
    "people",
    "catalogue",
    "sellers",
    "promotions",
    "orders",
    "payments",
    "search",
    "notifications",
    "indicators",
    "marketplace",
)


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the product by its dotted name, parsed; migrations left out."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts:
                name = ".".join(parts).removesuffix(".__init__")
                yield name, ast.parse(path.read_text(encoding="utf-8"))


@cache
def makers() -> dict[str, list[str]]:
    """{name of a class: modules that call it}, for telling who records an event."""
    found: dict[str, list[str]] = {}
    for name, tree in modules():
        called = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
        for each in called:
            found.setdefault(each, []).append(name)
    return found


@cache
def modules_with_codes() -> list[str]:
    """Modules in which a class sets `code = "…"`: where errors are defined."""
    return [name for name, tree in modules() if any(_sets_code(node) for node in ast.walk(tree))]


def _sets_code(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef) and any(
        isinstance(line, ast.Assign)
        and isinstance(line.targets[0], ast.Name)
        and line.targets[0].id == "code"
        and isinstance(line.value, ast.Constant)
        and isinstance(line.value.value, str)
        for line in node.body
    )
