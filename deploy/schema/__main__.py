"""`python -m deploy.schema`: refuse migrations that the previous release would not survive.

`deploy/schema/released.txt` lists what markets run already; `--release` writes it, as the last step of a release.
Before the first release it is empty: no market has a table yet, so none can be hurt.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

from deploy.schema.rules import Finding, judge, made_by

RELEASED = Path(__file__).with_name("released.txt")


def released() -> set[str]:
    """`app.name` of each migration that a release brought out."""
    lines = RELEASED.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def ours(loader: MigrationLoader) -> dict[tuple[str, str], Migration]:
    """Migrations of the market's own apps, in an order in which they can be applied."""
    mine = {}
    for leaf in sorted(loader.graph.leaf_nodes()):
        for key in loader.graph.forwards_plan(leaf):
            migration = loader.graph.nodes[key]
            if _is_ours(migration):
                mine[key] = migration
    return mine


def check(loader: MigrationLoader, known: set[str]) -> Iterator[Finding]:
    """Findings about what is newer than the last release."""
    if not known:
        return
    fresh = {key: each for key, each in ours(loader).items() if ".".join(key) not in known}
    new_models = {name for each in fresh.values() for name in made_by(each)}
    for key, migration in fresh.items():
        yield from judge(migration, loader.project_state(key, at_end=False), new_models)


def _is_ours(migration: Migration) -> bool:
    file = Path(str(sys.modules[migration.__module__].__file__))
    return file.is_relative_to(settings.BASE_DIR) and "site-packages" not in file.parts


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m deploy.schema", description=__doc__)
    parser.add_argument("--release", action="store_true", help="note that what there is now is being released")
    releasing = parser.parse_args().release
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
    django.setup()
    loader = MigrationLoader(None)
    found = list(check(loader, released()))
    sys.stdout.write("".join(f"{finding}\n" for finding in found))
    if releasing and not found:
        head = "# Migrations that a release brought out. Written by `python -m deploy.schema --release`.\n"
        RELEASED.write_text(head + "".join(f"{'.'.join(key)}\n" for key in sorted(ours(loader))), encoding="utf-8")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
