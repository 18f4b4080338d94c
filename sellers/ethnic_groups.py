"""The 54 ethnic groups of Vietnam with their official codes (decision 121-TCTK/PPCĐ of 1979)."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

SCHEME = "121-TCTK/1979"


@cache
def ethnic_groups() -> dict[str, str]:
    """{code of two digits: name}, in the order of the codes."""
    with (Path(__file__).parent / "data" / "ethnic_groups.csv").open(encoding="utf-8") as listed:
        return {row["code"]: row["name"] for row in csv.DictReader(listed)}
