"""What happens to a trade fair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from events.base import Event


@dataclass(frozen=True)
class FairChanged(Event):
    """The fair was opened, or its days, its place or the goods sold there changed: kiosks fetch them afresh."""

    aggregate: ClassVar[str] = "fair"
    key: ClassVar[str] = "fair_id"

    fair_id: int
