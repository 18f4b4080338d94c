"""What all banks' CSV files have in common: some lines about the account, then a header, then one line a booking."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from catalogue.folding import without_marks
from payments.bank.errors import BadStatement

#: A month of a busy account; more is not read at once.
MOST_LINES = 5_000
#: Lines about the account and its holder that may stand above the header.
MOST_HEAD_LINES = 40
_ENCODINGS = ("utf-8-sig", "utf-16", "cp1258")


@dataclass(frozen=True, slots=True)
class StatementLine:
    """Money that came in. Whole đồng; `reference` is the bank's own number, "" when it gives none."""

    booked_on: date
    reference: str
    amount_vnd: int
    description: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The words by which a bank's header is known, folded: no marks, lower case, single spaces."""

    day: tuple[str, ...]
    credit: tuple[str, ...]
    description: tuple[str, ...]
    reference: tuple[str, ...] = ()


def rows_of(content: bytes, columns: Columns) -> Iterator[tuple[int, Mapping[str, str]]]:
    """(row number, {"day", "credit", "description", "reference": text}) of every line below the header.

    Raises BadStatement when no header with those words is found.
    """
    text = _text(content)
    rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    if len(rows) > MOST_LINES:
        raise BadStatement(row=MOST_LINES, field="")
    place = next((at for at, row in enumerate(rows[:MOST_HEAD_LINES]) if _header(row, columns)), None)
    if place is None:
        raise BadStatement(row=1, field="")
    found = _header(rows[place], columns)
    for number, row in enumerate(rows[place + 1 :], start=place + 2):
        yield number, {name: row[at].strip() if at < len(row) else "" for name, at in found.items()}


def read_amount(text: str) -> int | None:
    """`7,000,000`, `7.000.000`, `7000000`, each also with `.00`; 0 for nothing, None for what is no whole amount."""
    bare = re.sub(r"[\s\u00a0]|VND|\+", "", text)
    if bare in ("", "-"):
        return 0
    if not re.fullmatch(r"[0-9]{1,3}(?:([.,])[0-9]{3}(?:\1[0-9]{3})*)?(?:[.,]00?)?|[0-9]{1,13}(?:[.,]00?)?", bare):
        return None
    return int(re.sub(r"[.,]", "", re.sub(r"[.,]00?$", "", bare)))


def read_day(text: str) -> date | None:
    """`25/11/2026`, with - for / and a time behind it as well."""
    found = re.match(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})(?![0-9])", text)
    try:
        return datetime.strptime("-".join(found.groups()), "%d-%m-%Y").date() if found else None  # noqa: DTZ007
    except ValueError:
        return None


def credit_line(number: int, row: Mapping[str, str], reference: str) -> StatementLine | None:
    """A line as money that came in; None for one that is a debit, a total or empty. Raises BadStatement."""
    day = read_day(row["day"])
    if day is None:
        # Totals and signatures stand below the bookings.
        return None
    amount = read_amount(row["credit"])
    if amount is None:
        raise BadStatement(row=number, field="credit")
    if not amount:
        return None
    return StatementLine(day, reference[:60], amount, " ".join(row["description"].split())[:500])


def _text(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, UnicodeError):
            continue
        if "\x00" not in text:
            return text
    raise BadStatement(row=1, field="")


def _delimiter(text: str) -> str:
    return max(",;\t", key=text.count)


def _header(row: list[str], columns: Columns) -> dict[str, int]:
    cells = [" ".join(without_marks(cell).lower().split()) for cell in row]
    wanted = {"day": columns.day, "credit": columns.credit, "description": columns.description}
    if columns.reference:
        wanted["reference"] = columns.reference
    found = {
        name: next((at for at, cell in enumerate(cells) if any(word in cell for word in words)), -1)
        for name, words in wanted.items()
    }
    return found if min(found.values()) >= 0 else {}
