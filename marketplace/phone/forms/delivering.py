"""What delivery costs, by where the buyer lives and how heavy the parcel is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from base.money import Dong
from marketplace.design.fields import DongField
from sellers.models import DeliveryRate

HIGHEST = 1_000_000
ZONES: list[str] = DeliveryRate.Zone.values


class RatesForm(forms.Form):
    """Two boxes for each zone: a parcel of up to two kilograms, and each further one. Empty: the flat fee."""

    def __init__(self, *args: Any, rates: Iterable[DeliveryRate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {rate.zone: rate for rate in rates}
        for zone, label in DeliveryRate.Zone.choices:
            rate = asked.get(zone)
            self.fields[f"{zone}_base"] = DongField(
                label=label, high=HIGHEST, required=False, initial=Dong(rate.base_vnd) if rate else None
            )
            self.fields[f"{zone}_extra"] = DongField(
                label=_("Mỗi kg thêm"), high=HIGHEST, required=False, initial=Dong(rate.extra_kg_vnd) if rate else None
            )

    @property
    def zones(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The boxes, zone by zone."""
        return [(self[f"{zone}_base"], self[f"{zone}_extra"]) for zone in ZONES]

    def clean(self) -> dict[str, Any]:
        """A further kilogram costs something only where the first ones do."""
        data: dict[str, Any] = super().clean() or {}
        for zone in ZONES:
            if data.get(f"{zone}_extra") and data.get(f"{zone}_base") is None and f"{zone}_base" not in self.errors:
                self.add_error(f"{zone}_base", _("Ghi phí cho 2 kg đầu trước."))
        return data

    def rates(self) -> dict[str, tuple[int, int]]:
        """{zone: (base, each further kilogram)} in đồng, of the zones that were filled in."""
        typed = {zone: (self.cleaned_data[f"{zone}_base"], self.cleaned_data[f"{zone}_extra"]) for zone in ZONES}
        return {
            zone: (base.amount, extra.amount if extra else 0)
            for zone, (base, extra) in typed.items()
            if base is not None
        }
