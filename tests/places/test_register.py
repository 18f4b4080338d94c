"""The package's communes against the project's own list."""

import csv
from pathlib import Path

import pytest

from places import register


def test_the_projects_own_list_agrees_with_the_package():
    listed = Path(register.__file__).parent / "data" / "ca_mau.csv"
    with listed.open(encoding="utf-8") as rows:
        own = {row["code"]: row["full_name"] for row in csv.DictReader(rows)}
    assert len(own) == 64
    assert {code: commune.full_name for code, commune in register.market_communes().items()} == own
    assert {commune.province_code for commune in register.market_communes().values()} == {"96"}


def test_the_country_is_complete():
    assert len(register.provinces()) == 34
    assert len(register.communes()) == 3321
    assert sum(len(register.communes_of(code)) for code in register.provinces()) == 3321


def test_a_commune_of_another_province_is_refused():
    hoan_kiem = next(c for c in register.communes().values() if c.name == "Hoàn Kiếm")
    with pytest.raises(register.UnknownCommune):
        register.market_commune(hoan_kiem.code)
    assert register.commune(hoan_kiem.code) == hoan_kiem
