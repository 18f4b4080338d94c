"""How each engine indexes the words of the documents.

SQLite: FTS5 tables without content of their own, kept in step by triggers, so that writing a document is an ordinary
INSERT, UPDATE or DELETE. Django alters a table of SQLite by making a new one and dropping the old, and its triggers with
it: a migration that alters ProductDocument has to run `without_trigrams` of 0006 again.

PostgreSQL: expression indexes over the same words. They are not parsed again (array_to_tsvector), for search.analysis
has decided what a word is, Khmer included.
"""

from django.db import migrations

TABLE = "search_productdocument"
COLUMNS = "title_folded, text_folded"
# The words come folded and separated; FTS5 must not fold ("remove_diacritics 0") nor split Khmer, whose vowel signs
# are marks and not letters ("categories"). Short prefixes are what people type while they type.
WORDS = f"""CREATE VIRTUAL TABLE search_words USING fts5({COLUMNS}, content='{TABLE}', content_rowid='product_id',
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'", prefix='1 2 3')"""
TRIGRAMS = f"""CREATE VIRTUAL TABLE search_trigrams USING fts5(title_folded, content='{TABLE}',
    content_rowid='product_id', tokenize='trigram', detail='none')"""
# In how many documents a word is: a lookup, not a count.
VOCABULARY = "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_words, 'col')"

ADD = """INSERT INTO search_words(rowid, title_folded, text_folded)
        VALUES (new.product_id, new.title_folded, new.text_folded);
    INSERT INTO search_trigrams(rowid, title_folded) VALUES (new.product_id, new.title_folded);"""
# Without content of its own, FTS5 has to be told what it indexed in order to forget it.
FORGET = """INSERT INTO search_words(search_words, rowid, title_folded, text_folded)
        VALUES ('delete', old.product_id, old.title_folded, old.text_folded);
    INSERT INTO search_trigrams(search_trigrams, rowid, title_folded)
        VALUES ('delete', old.product_id, old.title_folded);"""
# Price and stock change far more often than words do.
WORDS_CHANGED = "(old.title_folded, old.text_folded) IS NOT (new.title_folded, new.text_folded)"

SQLITE = [
    WORDS,
    TRIGRAMS,
    VOCABULARY,
    "INSERT INTO search_words(search_words) VALUES ('rebuild')",
    "INSERT INTO search_trigrams(search_trigrams) VALUES ('rebuild')",
    f"CREATE TRIGGER search_document_added AFTER INSERT ON {TABLE} BEGIN {ADD} END",
    f"CREATE TRIGGER search_document_gone AFTER DELETE ON {TABLE} BEGIN {FORGET} END",
    f"CREATE TRIGGER search_document_changed AFTER UPDATE ON {TABLE} WHEN {WORDS_CHANGED} BEGIN {FORGET} {ADD} END",
]
SQLITE_REVERSE = [
    "DROP TRIGGER IF EXISTS search_document_changed",
    "DROP TRIGGER IF EXISTS search_document_gone",
    "DROP TRIGGER IF EXISTS search_document_added",
    "DROP TABLE IF EXISTS search_vocabulary",
    "DROP TABLE IF EXISTS search_trigrams",
    "DROP TABLE IF EXISTS search_words",
]
AS_LEXEMES = "array_to_tsvector(string_to_array(btrim({}), ' '))"
POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    f"CREATE INDEX search_words ON {TABLE} USING gin ({AS_LEXEMES.format('text_folded')})",
    f"CREATE INDEX search_title_words ON {TABLE} USING gin ({AS_LEXEMES.format('title_folded')})",
    f"CREATE INDEX search_trigrams ON {TABLE} USING gist (title_folded gist_trgm_ops)",
]
# The extension stays: others may use it by now.
POSTGRESQL_REVERSE = [
    "DROP INDEX IF EXISTS search_trigrams",
    "DROP INDEX IF EXISTS search_title_words",
    "DROP INDEX IF EXISTS search_words",
]


def install(apps, schema_editor):
    """Make the word indexes of the engine at hand."""
    run(schema_editor, {"sqlite": [*SQLITE_REVERSE, *SQLITE], "postgresql": POSTGRESQL})


def remove(apps, schema_editor):
    """Take them away again."""
    run(schema_editor, {"sqlite": SQLITE_REVERSE, "postgresql": POSTGRESQL_REVERSE})


def run(schema_editor, statements):
    for statement in statements.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_documents")]

    operations = [migrations.RunPython(install, remove)]
