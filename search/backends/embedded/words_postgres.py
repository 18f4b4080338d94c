"""Finding words with PostgreSQL: lexemes made by search.analysis. What is typed is a parameter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import BooleanField, Exists, F, Func, Value

from search.analysis import Words
from search.backends.embedded.expressions import any_of, expression
from search.models import ProductDocument
from search.slips import Reading
from search.understanding import Meaning

# The very expressions that the indexes of migration 0002 are made of: empty words are no lexemes.
_TEXT = "array_to_tsvector(string_to_array(btrim(text_folded), ' '))"


class _Holds(Func):
    """`words of a column @@ query`."""

    arg_joiner = "), ' ')) @@ "
    template = "array_to_tsvector(string_to_array(btrim(%(expressions)s::tsquery"
    output_field = BooleanField()


def any_has_words(meaning: Meaning) -> Exists:
    """Whether there is a document that has all that was meant."""
    return Exists(ProductDocument.objects.filter(has_words(meaning)))


def has_words(meaning: Meaning) -> Func:
    """Whether a document has all that was meant, each by one of its names."""
    return _holds("text_folded", meaning)


def begin_in_title(meaning: Meaning) -> Func:
    """Whether a title has words that begin with these."""
    return _holds("title_folded", meaning.as_beginnings())


def any_in_title(readings: Iterable[Reading]) -> Func:
    """Whether a title has all words of any of the readings."""
    return _Holds(F("title_folded"), Value(any_of(readings, _lexeme, " & ", " | ")))


def _holds(column: str, meaning: Meaning) -> Func:
    return _Holds(F(column), Value(expression(meaning, _lexeme, " & ", " | ")))


def _lexeme(word: str, whole: bool) -> str:
    # Quoted, so that a word is never read as an operator; words hold neither quotes nor backslashes.
    return f"'{word}'" if whole else f"'{word}':*"


def frequencies(words: Words) -> dict[str, int]:
    """In how many documents each of the words is; words that no document has are missing."""
    statement = (
        f"SELECT word, (SELECT count(*) FROM search_productdocument WHERE {_TEXT} @@ quote_literal(word)::tsquery) "  # noqa: S608 - a constant
        "FROM unnest(%s::text[]) AS word"
    )
    return {word: documents for word, documents in _rows(statement, [list(words.folded)]) if documents}


def with_some_words(words: Sequence[str], *, limit: int) -> list[int]:
    """Ids of the documents that have any of the words, those with most of them first."""
    query = " | ".join(_lexeme(word, True) for word in words)
    statement = (
        f"SELECT product_id FROM search_productdocument WHERE {_TEXT} @@ %s::tsquery "  # noqa: S608 - a constant
        f"ORDER BY ts_rank({_TEXT}, %s::tsquery) DESC, in_stock DESC, product_id DESC LIMIT %s"
    )
    return [each for (each,) in _rows(statement, [query, query, limit])]


def tidy() -> None:
    """Let the planner know what it has."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_productdocument")


def _rows(statement: str, params: Sequence[str | int | list[str]]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()
