"""The judged queries: two tables that anybody can extend in a spreadsheet (docs/search.md says how)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
#: The columns of needs.csv and what goods in them are worth.
GRADES = {"best": 3, "good": 2, "related": 1}


@dataclass(frozen=True)
class JudgedQuery:
    """What somebody types, the class of typing it stands for, and what each product is worth to him (else 0)."""

    kind: str
    text: str
    grades: dict[str, int]


def judged_queries() -> list[JudgedQuery]:
    """All of them, in the order of the table. KeyError when a query names an unknown need."""
    needs = {row["need"]: _grades(row) for row in _rows("needs.csv")}
    return [JudgedQuery(row["class"], row["query"], needs[row["need"]]) for row in _rows("queries.csv")]


def _grades(row: dict[str, str]) -> dict[str, int]:
    return {
        title.strip(): worth for column, worth in GRADES.items() for title in row[column].split(";") if title.strip()
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)
