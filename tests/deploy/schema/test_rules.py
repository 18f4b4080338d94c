"""A migration that the previous release would not survive is named, unless it says why it is safe."""

from __future__ import annotations

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from deploy.schema.__main__ import check, ours
from deploy.schema.rules import judge


def guard(apps, schema_editor):
    """Something that only a person can judge."""


def before():
    """A market with one table."""
    state = ProjectState()
    fields = [("id", models.BigAutoField(primary_key=True)), ("note", models.CharField(max_length=40, null=True))]
    state.add_model(ModelState("stall", "Stall", fields))
    return state


def findings(*operations, new=(), **reasons):
    """What is said about a migration with these operations."""
    migration = migrations.Migration("0002_x", "stall")
    migration.operations = list(operations)
    migration.zero_downtime = reasons.get("reasons", {})
    return [(each.operation, each.why) for each in judge(migration, before(), set(new))]


UNSAFE = {
    "RemoveField stall.note": migrations.RemoveField("stall", "note"),
    "RenameField stall.note": migrations.RenameField("stall", "note", "words"),
    "RenameModel Stall": migrations.RenameModel("Stall", "Shop"),
    "DeleteModel Stall": migrations.DeleteModel("Stall"),
    "AddField stall.age": migrations.AddField("stall", "age", models.IntegerField(default=0)),
    "AddField stall.code": migrations.AddField("stall", "code", models.CharField(max_length=9, null=True, unique=True)),
    "AddField stall.kin": migrations.AddField("stall", "kin", models.ForeignKey("Stall", models.PROTECT, null=True)),
    "AlterField stall.note": migrations.AlterField("stall", "note", models.CharField(max_length=40)),
    "AddIndex stall.by_note": migrations.AddIndex("stall", models.Index(fields=["note"], name="by_note")),
    "AddConstraint stall.once": migrations.AddConstraint(
        "stall", models.UniqueConstraint(fields=["note"], name="once")
    ),
    "RunPython guard": migrations.RunPython(guard),
    "RunSQL": migrations.RunSQL("SELECT 1"),
}
SAFE = [
    migrations.AddField("stall", "age", models.IntegerField(null=True)),
    migrations.AddField("stall", "age", models.IntegerField(db_default=0)),
    migrations.AddField("stall", "friends", models.ManyToManyField("Stall")),
    migrations.AlterField("stall", "note", models.CharField(max_length=80, null=True, verbose_name="words")),
    migrations.CreateModel("Fair", [("id", models.BigAutoField(primary_key=True))]),
]


@pytest.mark.parametrize("name", UNSAFE)
def test_it_is_named(name):
    assert [told for told, _why in findings(UNSAFE[name])] == [name]


@pytest.mark.parametrize("name", UNSAFE)
def test_a_reason_given_in_the_migration_is_taken(name):
    assert findings(UNSAFE[name], reasons={name: "nothing has read it since release 3"}) == []


def test_a_reason_for_nothing_is_named_too():
    assert findings(SAFE[0], reasons={"RunSQL": "once needed"}) != []


@pytest.mark.parametrize("operation", SAFE, ids=lambda each: each.describe())
def test_what_the_previous_release_does_not_notice_is_let_through(operation):
    assert findings(operation) == []


@pytest.mark.parametrize(
    "field", [models.TextField(null=True), models.CharField(max_length=20, null=True), models.IntegerField(null=True)]
)
def test_another_column_under_the_same_name_is_named(field):
    assert findings(migrations.AlterField("stall", "note", field))


def test_what_is_hidden_in_database_operations_is_seen():
    hidden = migrations.SeparateDatabaseAndState(database_operations=[UNSAFE["RemoveField stall.note"]])
    assert [told for told, _why in findings(hidden)] == ["RemoveField stall.note"]


def test_a_table_that_holds_nothing_yet_may_be_changed():
    assert findings(UNSAFE["AddIndex stall.by_note"], new=["stall.stall"]) == []


def test_our_own_migrations_are_found_and_judged_from_a_release_on():
    loader = MigrationLoader(None)
    names = [".".join(key) for key in ours(loader)]
    assert "events.0001_initial" in names
    assert not [name for name in names if name.startswith(("auth.", "sites."))]
    assert list(check(loader, set())) == [], "before the first release"
    assert list(check(loader, set(names))) == []
    # As if the release had been made before the tables got their triggers.
    early = set(names) - {"audit.0002_never_changed"}
    assert [str(each).split(": ")[:2] for each in check(loader, early)] == [
        ["audit.0002_never_changed", "RunPython guard"]
    ]
