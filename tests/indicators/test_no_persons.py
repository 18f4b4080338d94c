"""The figures know sales, not persons: nothing here can join a sale to somebody's ethnic group."""

import re
from pathlib import Path

import pytest

from indicators.definitions import BY_CODE, DEFINITIONS
from indicators.models import SaleFact

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [*(ROOT / "indicators").rglob("*.py"), *(ROOT / "marketplace/officials").rglob("*.py")]


def test_facts_have_no_field_for_a_person():
    fields = {field.name for field in SaleFact._meta.fields}
    assert not {name for name in fields if re.search("name|phone|holder|ethnic|consent|address", name)}
    assert not [field for field in SaleFact._meta.fields if field.is_relation]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_code_of_the_figures_reads_consents_or_sellers(source):
    imported = re.findall(r"^\s*(?:from|import) (\S+)", source.read_text(encoding="utf-8"), re.M)
    assert not [name for name in imported if name.split(".")[0] in ("sellers", "orders", "payments")]


def test_every_figure_says_what_it_means():
    assert len(BY_CODE) == len(DEFINITIONS)
    for one in DEFINITIONS:
        for text in (one.name, one.short, one.formula, one.unit, one.source, one.excludes):
            assert str(text).strip()
