"""The files of the repository, as a clone has them: what is installed, built or written at run time is left out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEFT_OUT = {"node_modules", "var", "staticfiles", "__pycache__", "vendor"}
KEPT_THOUGH_HIDDEN = {".ci", ".gitignore", ".npmrc", ".dockerignore", ".github"}
TEXT = {
    ".cfg", ".conf", ".css", ".csv", ".html", ".in", ".ini", ".js", ".json", ".lock", ".md", ".po", ".pot", ".py",
    ".service", ".sh", ".sql", ".svg", ".toml", ".txt", ".webmanifest", ".yaml", ".yml", "",
}  # fmt: skip


@cache
def files() -> tuple[Path, ...]:
    """Every file, in the order of the paths."""
    return tuple(sorted(_walk()))


def text_files() -> list[Path]:
    """Files that people read."""
    return [path for path in files() if path.suffix in TEXT]


def python_files() -> list[Path]:
    """Our Python; migrations are written by a program."""
    return [path for path in files() if path.suffix == ".py" and "migrations" not in path.parts]


def pages() -> list[Path]:
    """README and everything under docs/."""
    return [ROOT / "README.md", *(path for path in files() if path.suffix == ".md" and ROOT / "docs" in path.parents)]


def named(path: Path) -> str:
    """The path as one types it."""
    return str(path.relative_to(ROOT))


def _walk() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in LEFT_OUT and _visible(name)]
        yield from (Path(folder, name) for name in names if _visible(name) and not name.endswith(".pyc"))


def _visible(name: str) -> bool:
    return not name.startswith(".") or name in KEPT_THOUGH_HIDDEN
