"""Which tax class goods are in on a day, and what is withheld of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from payments.rates import NoRate, on_day
from payments.tax.models import TaxClass, TaxClassification, TaxRate
from sellers.models import Partner

#: Only households and persons in business are withheld from (NĐ 252/2026 Điều 43); cooperatives and companies declare
#: for themselves. A cooperative group is no legal person: counted among households until the tax office says otherwise.
WITHHELD_KINDS = frozenset({Partner.Kind.HOUSEHOLD, Partner.Kind.INDIVIDUAL, Partner.Kind.GROUP})


class TaxTable:
    """Rates and classes of one market day, read once for all lines of a sale."""

    def __init__(self, day: date, product_ids: Iterable[int]) -> None:
        self.day = day
        self._rates = list(TaxRate.objects.filter(effective_from__lte=day))
        begun = TaxClassification.objects.filter(effective_from__lte=day)
        self._classes = list(begun.filter(Q(product_id=None) | Q(product_id__in=list(product_ids))))

    def class_of(self, product_id: int, category_slug: str) -> str:
        """What was decided for the product, else for its category, else for all goods; unknown when nothing was."""
        about = (
            [row for row in self._classes if row.product_id == product_id],
            [row for row in self._classes if row.product_id is None and row.category_slug == category_slug],
            [row for row in self._classes if row.product_id is None and not row.category_slug],
        )
        rows = next((rows for rows in about if rows), None)
        return on_day(rows, self.day, "tax class").tax_class if rows else TaxClass.UNKNOWN

    def rate_of(self, tax_class: str) -> TaxRate:
        """The rate of a class. Raises NoRate."""
        return on_day([row for row in self._rates if row.tax_class == tax_class], self.day, f"tax rate of {tax_class}")


__all__ = ["WITHHELD_KINDS", "NoRate", "TaxTable"]
