"""Finding words with SQLite's FTS5. Words hold letters and digits only, and each is quoted: nothing typed is syntax."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import connection
from django.db.models import BooleanField, F, Func, Value

from search.analysis import Words
from search.backends.embedded.expressions import expression
from search.understanding import Meaning


class _Matches(Func):
    """`product_id IN (rows of search_words that match an FTS5 expression)`."""

    arg_joiner = " IN (SELECT rowid FROM search_words WHERE search_words MATCH "
    template = "%(expressions)s)"
    output_field = BooleanField()


def has_words(meaning: Meaning) -> Func:
    """Whether a document has all that was meant, each by one of its names."""
    return _matches("text_folded", meaning)


def begin_in_title(meaning: Meaning) -> Func:
    """Whether a title has words that begin with these."""
    return _matches("title_folded", meaning.as_beginnings())


def _matches(column: str, meaning: Meaning) -> Func:
    return _Matches(F("product_id"), Value(f"{column} : ({expression(meaning, _term, ' AND ', ' OR ')})"))


def _term(word: str, whole: bool) -> str:
    return f'"{word}"' if whole else f'"{word}"*'


def frequencies(words: Words, column: str = "text_folded") -> dict[str, int]:
    """In how many documents each of the words is; words that no document has are missing."""
    marks = ", ".join(["%s"] * len(words.folded))
    statement = f"SELECT term, doc FROM search_vocabulary WHERE col = %s AND term IN ({marks})"  # noqa: S608 - only marks
    return dict(_rows(statement, [column, *words.folded]))


def with_some_words(words: Sequence[str], *, limit: int) -> list[int]:
    """Ids of the documents that have any of the words, those with most of them first."""
    terms = " OR ".join(_term(word, True) for word in words)
    statement = "SELECT rowid FROM search_words WHERE search_words MATCH %s ORDER BY rank LIMIT %s"
    return [each for (each,) in _rows(statement, [f"text_folded : ({terms})", limit])]


def similar_titles(words: Words, *, limit: int) -> list[str]:
    """Titles (as written) with those words that any title has, most like the other words in runs of three letters."""
    expression = _alike(words.folded, known=frequencies(words, column="title_folded"))
    statement = (
        "SELECT title_written FROM search_trigrams JOIN search_productdocument ON product_id = search_trigrams.rowid "
        "WHERE search_trigrams MATCH %s ORDER BY rank LIMIT %s"
    )
    return [each for (each,) in _rows(statement, [expression, limit])] if expression else []


def _alike(words: Sequence[str], known: Collection[str]) -> str:
    """An FTS5 expression: all runs of the known words, and any that touch another; any at all when all are known."""
    typed = " ".join(words)
    odd = [word not in known or len(known) == len(words) for word in words for _letter in f"{word} "]
    runs = {typed[at : at + 3]: any(odd[at : at + 3]) for at in range(len(typed) - 2)}
    needed = sorted(_term(run, True) for run, touches in runs.items() if not touches and " " not in run)
    enough = sorted(_term(run, True) for run, touches in runs.items() if touches)
    if needed and all(len(word) < 4 for word in words if word not in known):
        # Of a short word one slip leaves no run whole.
        return " AND ".join(needed)
    return " AND ".join([*needed, f"({' OR '.join(enough)})"]) if enough else ""


def tidy() -> None:
    """Merge what many small writes left behind, and let the planner know what it has."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words(search_words) VALUES ('optimize')")
        cursor.execute("INSERT INTO search_trigrams(search_trigrams) VALUES ('optimize')")
        cursor.execute("ANALYZE search_productdocument")


def _rows(statement: str, params: Sequence[str | int | list[str]]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()
