"""What is drawn from the code is what the code says now."""

from __future__ import annotations

import pytest

from docs.draw import drawers, drawn, pages
from tests.docs.repository import named


@pytest.mark.parametrize("page", pages(), ids=named)
def test_page_is_up_to_date(page):
    assert drawn(page) == page.read_text(encoding="utf-8"), f"run `python -m docs.draw` and commit {named(page)}"


def test_everything_that_can_be_drawn_is_on_a_page():
    everything = "".join(page.read_text(encoding="utf-8") for page in pages())
    assert not [name for name in drawers() if f"<!-- drawn: {name} -->" not in everything]
