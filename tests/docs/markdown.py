"""Reading our own Markdown: tables as rows of cells, links as pairs of file and place."""

from __future__ import annotations

import re
from collections.abc import Iterator

CELLS = re.compile(r"(?<!\\)\|")
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
SOURCE = re.compile(r'<img[^>]+src="([^"]+)"|<a[^>]+href="([^"]+)"')


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every line of every table, heads and rules included."""
    for line in FENCE.sub("", text).splitlines():
        if line.startswith("|"):
            yield [cell.strip() for cell in CELLS.split(line)[1:-1]]


def words(cell: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", cell)


def links(text: str) -> list[str]:
    """Where its links and pictures lead."""
    plain = FENCE.sub("", text)
    return [*LINK.findall(plain), *(a or b for a, b in SOURCE.findall(plain))]


def anchors(text: str) -> set[str]:
    """The names of its headings, as links use them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}
