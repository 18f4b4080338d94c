"""Finding words with SQLite's FTS5. Words hold letters and digits only, and each is quoted: nothing typed is syntax."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import BooleanField, F, Func, Value

from search.analysis import Words
from search.backends.embedded.expressions import any_of, expression
from search.slips import Reading
from search.understanding import Meaning


class _Matches(Func):
    """`product_id IN (rows of search_words that match an FTS5 expression)`."""

    arg_joiner = " IN (SELECT rowid FROM search_words WHERE search_words MATCH "
    template = "%(expressions)s)"
    output_field = BooleanField()


class _AnyMatches(Func):
    """Whether any row of search_words matches. The first one is enough: IN would make a list of all of them."""

    template = "EXISTS (SELECT 1 FROM search_words WHERE search_words MATCH %(expressions)s)"
    output_field = BooleanField()


def any_has_words(meaning: Meaning) -> Func:
    """Whether there is a document that has all that was meant."""
    return _AnyMatches(_wanted("text_folded", expression(meaning, _term, " AND ", " OR ")))


def has_words(meaning: Meaning) -> Func:
    """Whether a document has all that was meant, each by one of its names."""
    return _matches("text_folded", meaning)


def begin_in_title(meaning: Meaning) -> Func:
    """Whether a title has words that begin with these."""
    return _matches("title_folded", meaning.as_beginnings())


def any_in_title(readings: Iterable[Reading]) -> Func:
    """Whether a title has all words of any of the readings."""
    return _matched("title_folded", any_of(readings, _term, " AND ", " OR "))


def _matches(column: str, meaning: Meaning) -> Func:
    return _matched(column, expression(meaning, _term, " AND ", " OR "))


def _matched(column: str, wanted: str) -> Func:
    return _Matches(F("product_id"), _wanted(column, wanted))


def _wanted(column: str, wanted: str) -> Value:
    return Value(f"{column} : ({wanted})")


def _term(word: str, whole: bool) -> str:
    return f'"{word}"' if whole else f'"{word}"*'


def frequencies(words: Words) -> dict[str, int]:
    """In how many documents each of the words is; words that no document has are missing."""
    marks = ", ".join(["%s"] * len(words.folded))
    statement = f"SELECT term, doc FROM search_vocabulary WHERE col = 'text_folded' AND term IN ({marks})"  # noqa: S608 - only marks
    return dict(_rows(statement, words.folded))


def with_some_words(words: Sequence[str], *, limit: int) -> list[int]:
    """Ids of the documents that have any of the words, those with most of them first."""
    terms = " OR ".join(_term(word, True) for word in words)
    statement = "SELECT rowid FROM search_words WHERE search_words MATCH %s ORDER BY rank LIMIT %s"
    return [each for (each,) in _rows(statement, [f"text_folded : ({terms})", limit])]


def tidy() -> None:
    """Merge what many small writes left behind, and let the planner know what it has."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words(search_words) VALUES ('optimize')")
        cursor.execute("ANALYZE search_productdocument")


def _rows(statement: str, params: Sequence[str | int | list[str]]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()
