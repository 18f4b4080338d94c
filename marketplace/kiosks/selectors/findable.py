"""Fairs as the search wants to hear of them (settings.SEARCH_FAIRS)."""

from __future__ import annotations

from collections.abc import Collection

from marketplace.kiosks.models import Fair
from search.fairs import FairFacts


class FindableFairs:
    """Tells the search which goods a fair sells; whether they are on sale at all it knows itself."""

    def fair_ids(self) -> Collection[int]:
        """All fairs there are."""
        return list(Fair.objects.values_list("pk", flat=True))

    def fair(self, fair_id: int) -> FairFacts | None:
        """One of them as it is now; None when it is gone."""
        fair = Fair.objects.filter(pk=fair_id).first()
        if fair is None:
            return None
        goods = frozenset(fair.products.values_list("pk", flat=True))
        return FairFacts(fair.pk, fair.name, fair.starts_on, fair.ends_on, goods)
