"""What the officials' figures tell their readers: that one of them moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from events.base import Event


@dataclass(frozen=True)
class SaleCounted(Event):
    """A completed sale is in the figures now. `month` is the market's own month, "2026-11"."""

    aggregate: ClassVar[str] = "sale"
    key: ClassVar[str] = "seller_order_id"

    seller_order_id: int
    commune_code: str
    month: str
