"""`python -m docs.draw`: write the tables that the code already holds into docs/; with `--check` only compare.

A page says where a table belongs: `<!-- drawn: orders -->` … `<!-- end -->`. Everything else on it is written by hand.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("DEMO", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")

HERE = Path(__file__).parent
BLOCK = re.compile(r"(<!-- drawn: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def drawers() -> dict[str, Callable[[], str]]:
    """What can be drawn, by the name that pages use. Django must be set up."""
    from docs.drawing import errors, events, interface, orders

    return {
        "whole_order": orders.whole_order,
        "seller_order": orders.seller_order,
        "claim": orders.claim,
        "events": events.tables,
        "errors": errors.told,
        "internal_errors": errors.internal,
        "targets": interface.target_table,
        "commands": interface.command_table,
        "api": interface.api_table,
        **{f"paths_{who}": partial(interface.paths_under, place) for who, place in interface.PLACES.items()},
    }


def pages() -> list[Path]:
    """Pages with something drawn on them."""
    return [page for page in sorted(HERE.glob("*.md")) if BLOCK.search(page.read_text(encoding="utf-8"))]


def drawn(page: Path) -> str:
    """The page as it should be. KeyError when it asks for something nobody draws."""
    known = drawers()
    return BLOCK.sub(lambda block: block[1] + known[block[2]]() + block[3], page.read_text(encoding="utf-8"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when a page is out of date")
    check = parser.parse_args().check
    import django

    django.setup()
    stale = [page for page in pages() if drawn(page) != page.read_text(encoding="utf-8")]
    for page in stale:
        sys.stdout.write(f"docs/{page.name} {'is out of date: run python -m docs.draw' if check else 'drawn'}\n")
        if not check:
            page.write_text(drawn(page), encoding="utf-8")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
