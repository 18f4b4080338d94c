"""The market's drawings, laid on a plate and sent through the same door as a producer's photo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

from django.contrib.staticfiles import finders
from resvg_py import svg_to_bytes

from catalogue.photos import store_photo

SIZE = 1200
#: The grounds of the four plates (tokens.css): table and plate. Flat, as the drawings are; it also packs small.
PLATES = (("#f8e2ae", "#fcefd2"), ("#d3e6ea", "#e6f1f4"), ("#d1e5d8", "#e5f1e9"), ("#f3d5c8", "#fae8e0"))
PLATE = '<path d="M0 0h300v300H0z" fill="{table}"/><circle cx="150" cy="150" r="138" fill="{plate}"/>'


class Drawing:
    """Pictures under way: each name is drawn on the next plate and stored, by processes beside ours.

    Two of them: one that draws lets no other thread of its own go on meanwhile.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.wanted = list(dict.fromkeys(names))
        self._pool = ProcessPoolExecutor(2, mp_context=get_context("fork"))
        self._stems = self._pool.map(_store, self.wanted, range(len(self.wanted)))

    def __enter__(self) -> Drawing:
        return self

    def __exit__(self, *trouble: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def stems(self, stored: Callable[[int], None]) -> dict[str, str]:
        """{name: stem of the photo}, once all are there. `stored` hears how many are done."""
        stems: dict[str, str] = {}
        for name, stem in zip(self.wanted, self._stems, strict=True):
            stems[name] = stem
            stored(len(stems))
        return stems


def _store(name: str, place: int) -> str:
    return store_photo(on_plate(name, place))


def on_plate(name: str, place: int) -> BytesIO:
    """A drawing as a PNG of 1200 × 1200 on a lit plate. Raises LookupError when there is no such drawing."""
    path = finders.find(f"design/art/{name}.svg")
    if not isinstance(path, str):
        raise LookupError(f"there is no drawing {name}.svg")
    head, end, drawing = Path(path).read_text(encoding="utf-8").partition(">")
    table, plate = PLATES[place % len(PLATES)]
    markup = head + end + PLATE.format(table=table, plate=plate) + drawing
    return BytesIO(bytes(svg_to_bytes(svg_string=markup, width=SIZE, height=SIZE)))
