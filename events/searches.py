"""What happens to a saved search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from events.base import Event


@dataclass(frozen=True)
class SavedSearchFound(Event):
    """New goods are on sale that somebody wants to hear of; which words he searched for is in the search's own row."""

    aggregate: ClassVar[str] = "saved_search"
    key: ClassVar[str] = "saved_search_id"

    saved_search_id: int
    user_id: int
    goods: int
