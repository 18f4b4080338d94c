"""One line that grows while something long goes on."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import OutputWrapper

WIDTH = 32


class Progress:
    """`Selling  ███████░░░░  64 %   12 s`: redrawn in place on a terminal, written once, at the end, into a file."""

    def __init__(self, out: OutputWrapper, label: str, total: float) -> None:
        self.out, self.label, self.total = out, label, max(total, 1e-9)
        self.began = time.monotonic()
        self.drawn = -1

    def __enter__(self) -> Progress:
        self.reach(0)
        return self

    def __exit__(self, *trouble: Any) -> None:
        if trouble[0] is None:
            self.reach(self.total, last=True)

    def reach(self, done: float, *, last: bool = False) -> None:
        """Show that `done` of the total is behind us."""
        percent = int(100 * min(done / self.total, 1))
        if percent == self.drawn and not last or not (last or self.out.isatty()):
            return
        self.drawn = percent
        full = WIDTH * percent // 100
        bar = "█" * full + "░" * (WIDTH - full)
        seconds = time.monotonic() - self.began
        end = "\n" if last else ""
        self.out.write(f"\r{self.label:<12} {bar} {percent:3d} %  {seconds:4.0f} s", ending=end)
        self.out.flush()
