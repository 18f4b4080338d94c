"""The demo market's people and goods, read from the tables beside this file. All people are invented."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Goods:
    """One product as its producer would describe it; `drawing` is the picture that stands in for a photo."""

    name: str
    category: str
    unit: str
    price_vnd: int
    stock: int
    ocop_star: int | None
    description: str
    stall: str
    drawing: str
    ingredients: str
    storage: str
    # Why an operator sent it back; empty: nobody has looked yet, or it was let in.
    refusal: str = ""


@dataclass(frozen=True)
class Stall:
    """One producer. `group` is what the household stated of itself for statistics, empty when it did not."""

    key: str
    name: str
    holder: str
    kind: str
    commune_code: str
    hamlet: str
    group: str
    portrait: str
    delivery_fee: int
    free_from: int | None
    story: str
    phone: str
    refusal: str = ""


@dataclass(frozen=True)
class Buyer:
    """Somebody who orders; `phone` is E.164."""

    name: str
    phone: str
    province_code: str
    commune_code: str
    line: str


def goods() -> list[Goods]:
    """The 70 products with their labels, in the order of the list."""
    labels = {row["name"]: row for row in _rows("labels.csv")}
    return [_goods(row | labels[row["name"]]) for row in _rows("products.csv")]


def submissions() -> list[Goods]:
    """Listings that wait for an operator today, or were sent back."""
    return [_goods(row) for row in _rows("submissions.csv")]


def stalls() -> list[Stall]:
    """The producers; their numbers are 0900 001 001 and on, in the order of the list."""
    return [_stall(row, f"+84900001{place:03d}") for place, row in enumerate(_rows("stalls.csv"), start=1)]


def applicants() -> list[Stall]:
    """Producers who want in: 0900 001 901 and on."""
    return [_stall(row, f"+84900001{place:03d}") for place, row in enumerate(_rows("applicants.csv"), start=901)]


def buyers() -> list[Buyer]:
    """The buyers; the first one has an account."""
    return [Buyer(**row) for row in _rows("buyers.csv")]


def _goods(row: dict[str, str]) -> Goods:
    numbers = {"price_vnd": int(row["price_vnd"]), "stock": int(row["stock"]), "ocop_star": _whole(row["ocop_star"])}
    return Goods(**_texts(Goods, row) | numbers)


def _stall(row: dict[str, str], phone: str) -> Stall:
    numbers = {"delivery_fee": int(row["delivery_fee"]), "free_from": _whole(row["free_from"]), "phone": phone}
    return Stall(**_texts(Stall, row) | numbers)


def _texts(kind: Any, row: dict[str, str]) -> dict[str, Any]:
    return {name: row[name] for name in kind.__dataclass_fields__ if name in row}


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
