"""Provinces and communes of Vietnam as in force since 01/07/2025 (34 provinces, 3,321 communes, no districts).

Names and five-digit codes come from the `vietnam-provinces` package (decision 19/2025/QĐ-TTg). The market's own
province is a setting; its communes are checked against the project's own list in `places/data/`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from vietnam_provinces import Province as PackageProvince
from vietnam_provinces import Ward

from base.errors import MarketError
from places.alphabet import dictionary_order


class UnknownCommune(MarketError):
    """No commune has this code, or it belongs to another province than the one asked for."""

    code = "unknown_commune"


@dataclass(frozen=True)
class Province:
    """`code` is two digits, kept as text."""

    code: str
    name: str


@dataclass(frozen=True)
class Commune:
    """A commune (xã), ward (phường) or special zone. `code` is five digits, kept as text."""

    code: str
    name: str
    kind: str
    province_code: str

    @property
    def full_name(self) -> str:
        """With its kind in front: "Xã Năm Căn"."""
        return f"{self.kind} {self.name}"


@cache
def provinces() -> dict[str, Province]:
    """All 34 provinces by code, in the order of their names."""
    found = [Province(f"{p.code:02d}", _bare(p.name)) for p in PackageProvince.iter_all()]
    return {p.code: p for p in sorted(found, key=lambda p: dictionary_order(p.name))}


@cache
def communes() -> dict[str, Commune]:
    """All communes of the country by code."""
    return {
        f"{w.code:05d}": Commune(f"{w.code:05d}", _bare(w.name), _kind(w.name), f"{w.province_code:02d}")
        for w in Ward.iter_all()
    }


@cache
def communes_of(province_code: str) -> tuple[Commune, ...]:
    """Communes of one province, in the order of their names."""
    own = [c for c in communes().values() if c.province_code == province_code]
    return tuple(sorted(own, key=lambda c: dictionary_order(c.name)))


def commune(code: str) -> Commune:
    """The commune with a code. Raises UnknownCommune."""
    try:
        return communes()[code]
    except KeyError:
        raise UnknownCommune(commune=code) from None


@cache
def market_communes() -> dict[str, Commune]:
    """The communes whose producers this market serves, by code, in the order of the project's own list."""
    with (Path(__file__).parent / "data" / settings.MARKET_COMMUNES_FILE).open(encoding="utf-8") as listed:
        codes = [row["code"] for row in csv.DictReader(listed)]
    return {code: communes()[code] for code in codes}


def market_commune(code: str) -> Commune:
    """A commune of the market's own province. Raises UnknownCommune for any other."""
    try:
        return market_communes()[code]
    except KeyError:
        raise UnknownCommune(commune=code) from None


KINDS = ("Thành phố ", "Tỉnh ", "Phường ", "Xã ", "Đặc khu ")


def _kind(name: str) -> str:
    return next((kind.strip() for kind in KINDS if name.startswith(kind)), "")


def _bare(name: str) -> str:
    # The package has a few names with two spaces.
    return " ".join(name.removeprefix(_kind(name)).split())
