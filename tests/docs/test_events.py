"""docs/events.md and the code name the same events, with the same fields and the same handlers."""

from __future__ import annotations

import ast
import dataclasses

import pytest

from docs.drawing.events import kinds
from docs.drawing.markdown import meaning
from events.wiring import subscribers_of
from marketplace.subscriptions import SUBSCRIPTIONS
from tests.docs.markdown import rows, words
from tests.docs.repository import ROOT

PAGE = ROOT / "docs/events.md"
DRAW = "run `python -m docs.draw` and commit docs/events.md"


@pytest.fixture(scope="module")
def documented():
    """{event: its row}."""
    table = [row for row in rows(PAGE.read_text(encoding="utf-8")) if len(row) == 5 and words(row[0])]
    return {words(row[0])[0]: row for row in table}


def _classes_in_source():
    """Names of the event classes, read without running anything: a module nobody imports is found too."""
    bases, found = {"Event"}, []
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "events").glob("*.py"))]
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    for _ in range(3):
        for node in classes:
            parents = {base.id for base in node.bases if isinstance(base, ast.Name)}
            if parents & bases and node.name not in bases:
                bases.add(node.name)
                found.append((node.name, parents))
    used_as_base = {parent for _, parents in found for parent in parents}
    return {name for name, _ in found} - used_as_base


def test_every_event_class_is_on_the_page(documented):
    missing = _classes_in_source() - documented.keys()
    assert not missing, f"events without a row in docs/events.md: {sorted(missing)}; {DRAW}"


def test_every_event_on_the_page_exists(documented):
    gone = documented.keys() - _classes_in_source()
    assert not gone, f"docs/events.md speaks of events that are gone: {sorted(gone)}; {DRAW}"


def test_rows_say_what_the_code_says(documented):
    for kind in kinds():
        _, _, fields, _, handlers = documented[kind.__name__]
        assert words(fields) == [field.name for field in dataclasses.fields(kind)], f"{kind.__name__}: fields; {DRAW}"
        assert words(handlers) == list(subscribers_of(kind)), f"{kind.__name__}: handlers; {DRAW}"


def test_every_event_says_what_it_means():
    silent = [kind.__name__ for kind in kinds() if not meaning(kind) or meaning(kind).startswith(f"{kind.__name__}(")]
    assert not silent, f"give these event classes a docstring (events/*.py): {silent}"


def test_subscriptions_name_events_that_happen():
    abstract = [kind.__name__ for kind in SUBSCRIPTIONS if kind.__subclasses__()]
    assert not abstract, f"marketplace/subscriptions.py subscribes to bases, which are never recorded: {abstract}"
