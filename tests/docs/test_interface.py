"""The page about the outside of the program names every variable that the settings read, and no other."""

import re

from tests.docs.repository import ROOT

READ = re.compile(r'\benv\.\w+\(\s*"([A-Z_]+)"')
#: Read by the Makefile and by tests, not by the settings.
OUTSIDE = {"PORT", "PYTHON", "FULL", "NAME_FILE"}


def _variables_on_the_page():
    page = (ROOT / "docs/interface.md").read_text(encoding="utf-8")
    section = page.split("## Environment")[1].split("##")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


def _variables_read():
    return set(READ.findall((ROOT / "marketplace/settings.py").read_text(encoding="utf-8")))


def test_every_variable_is_explained():
    assert not _variables_read() - _variables_on_the_page()


def test_nothing_is_explained_that_nobody_reads():
    assert not _variables_on_the_page() - _variables_read() - OUTSIDE
