"""Why goods stand where they stand: each part of the published score, for operators."""

from __future__ import annotations

from dataclasses import dataclass

from base import clock
from search.backends.embedded import finding, scoring
from search.queries import SearchQuery, valid_star
from search.ranking import OCOP_PERCENT, ORDINARY
from search.understanding import Meaning


@dataclass(frozen=True)
class Explained:
    """One product's score: points × stock percent × quality percent; of the quality, what OCOP and the producer add."""

    product_id: int
    title: str
    seller: str
    points: int
    stock: int
    quality: int
    ocop: int

    @property
    def producer(self) -> int:
        """Percent for answering in time, or for being new."""
        return self.quality - ORDINARY - self.ocop

    @property
    def score(self) -> float:
        """What goods are sorted by."""
        return self.points * self.stock * self.quality / 10_000


def explain(text: str, *, limit: int = 20) -> tuple[Meaning | None, list[Explained]]:
    """How a question was understood, and the goods that fit it best with the parts of their scores."""
    meaning = finding.understand(text)
    if meaning is None:
        return None, []
    today = clock.market_day(clock.now())
    goods = finding.found(SearchQuery(text), meaning, today)
    rows = goods.annotate(points=scoring.points(meaning), stock=scoring.stock())[:limit]
    return meaning, [
        Explained(
            row.product_id,
            row.title,
            row.seller_name,
            row.points,
            row.stock,
            row.quality,
            OCOP_PERCENT.get(valid_star(row.ocop_star, row.ocop_expires_on, today) or 0, 0),
        )
        for row in rows
    ]
