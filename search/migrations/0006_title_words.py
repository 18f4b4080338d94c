"""What a slip meant is looked for among the words that titles have, no longer among runs of three letters.

A later migration that alters ProductDocument on SQLite has to run `without_trigrams` again (see 0002).
"""

from importlib import import_module

from django.db import migrations, models

words = import_module("search.migrations.0002_words")

TRIGGERS = ("search_document_added", "search_document_gone", "search_document_changed")
ADD, FORGET = (statements.split(";")[0] + ";" for statements in (words.ADD, words.FORGET))
SQLITE = [
    *(f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS),
    "DROP TABLE IF EXISTS search_trigrams",
    f"CREATE TRIGGER search_document_added AFTER INSERT ON {words.TABLE} BEGIN {ADD} END",
    f"CREATE TRIGGER search_document_gone AFTER DELETE ON {words.TABLE} BEGIN {FORGET} END",
    f"CREATE TRIGGER search_document_changed AFTER UPDATE ON {words.TABLE} WHEN {words.WORDS_CHANGED} "
    f"BEGIN {FORGET} {ADD} END",
]
POSTGRESQL = ["DROP INDEX IF EXISTS search_trigrams"]
POSTGRESQL_REVERSE = [statement for statement in words.POSTGRESQL if "search_trigrams" in statement]


def learn(apps, schema_editor):
    """The words of the titles that are there. Those of a title that is written meanwhile come with its next change."""
    known = set()
    documents = apps.get_model("search", "ProductDocument").objects.values_list("title_folded", flat=True)
    for title in documents.iterator(chunk_size=5_000):
        known.update(title.split())
    model = apps.get_model("search", "TitleWord")
    model.objects.bulk_create([model(word=word) for word in sorted(known)], batch_size=5_000, ignore_conflicts=True)


def without_trigrams(apps, schema_editor):
    """Take the runs of three letters away."""
    words.run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def with_trigrams(apps, schema_editor):
    """Make them again, out of the titles."""
    words.run(
        schema_editor,
        {"sqlite": [*words.SQLITE_REVERSE, *words.SQLITE], "postgresql": POSTGRESQL_REVERSE},
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0005_fairs")]

    operations = [
        migrations.CreateModel(
            name="TitleWord",
            fields=[("word", models.CharField(max_length=255, primary_key=True, serialize=False))],
        ),
        migrations.RunPython(learn, migrations.RunPython.noop),
        migrations.RunPython(without_trigrams, with_trigrams),
    ]
