"""Which sales an official wants to look at, read from the address of the page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base import clock
from indicators.selectors import Slice, first_month
from marketplace.officials.names import category_names
from marketplace.officials.periods import month_name, month_of, months
from places import register


class FilterForm(forms.Form):
    """Months from and to, perhaps one commune and one category. Everything may stay empty: then it is this month."""

    tu = forms.ChoiceField(label=gettext_lazy("Từ tháng"), required=False)
    den = forms.ChoiceField(label=gettext_lazy("Đến tháng"), required=False)
    xa = forms.ChoiceField(label=gettext_lazy("Xã, phường"), required=False)
    nganh = forms.ChoiceField(label=gettext_lazy("Ngành hàng"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.this_month = month_of(clock.now())
        known = months(min(first_month() or self.this_month, self.this_month), self.this_month)
        self._choose("tu", [(month, month_name(month)) for month in reversed(known)], self.this_month)
        self._choose("den", [(month, month_name(month)) for month in reversed(known)], self.this_month)
        places = [(commune.code, commune.full_name) for commune in register.market_communes().values()]
        self._choose("xa", [("", _("Toàn tỉnh")), *sorted(places, key=lambda place: place[1])])
        self._choose("nganh", [("", _("Mọi ngành hàng")), *category_names().items()])

    def _choose(self, name: str, choices: list[tuple[str, str]], usual: str = "") -> None:
        field = self.fields[name]
        field.choices = choices  # type: ignore[attr-defined]
        field.initial = usual
        field.error_messages["invalid_choice"] = _("Không có lựa chọn này. Chọn lại trong danh sách.")

    def clean(self) -> dict[str, Any]:
        """Empty months become this month; the last one may not come before the first."""
        cleaned: dict[str, Any] = super().clean() or {}
        first = cleaned.get("tu") or cleaned.get("den") or self.this_month
        last = cleaned.get("den") or max(first, self.this_month)
        if first > last:
            self.add_error("den", _("Tháng cuối đứng trước tháng đầu. Chọn tháng cuối từ tháng đầu trở đi."))
        return cleaned | {"tu": first, "den": last}

    @property
    def chosen(self) -> Slice:
        """What was chosen; only of a valid form."""
        words = self.cleaned_data
        return Slice(words["tu"], words["den"], words.get("xa", ""), words.get("nganh", ""))
