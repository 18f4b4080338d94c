"""Links inside README and docs lead somewhere."""

from __future__ import annotations

import pytest

from tests.docs.markdown import anchors, links
from tests.docs.repository import named, pages


@pytest.mark.parametrize("page", pages(), ids=named)
def test_relative_links_resolve(page):
    lost = [link for link in links(page.read_text(encoding="utf-8")) if not _resolves(page, link)]
    assert not lost, f"{named(page)} links to what is not there: {lost}"


def _resolves(page, link):
    if link.startswith(("http://", "https://", "mailto:")):
        return True
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    if not target.exists():
        return False
    return not anchor or target.suffix != ".md" or anchor in anchors(target.read_text(encoding="utf-8"))
