"""Form fields that more than one screen needs."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from base.money import LARGEST_PAYMENT, Dong
from marketplace.design.words import dong


class DongInput(forms.TextInput):
    """A price box: forms.js sets the dots while one types, and phones show their number keys."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "data-money": "", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return f"{value.amount:,}".replace(",", ".") if isinstance(value, Dong) else super().format_value(value)


class DongField(forms.CharField):
    """Reads `780.000`, `780000` or `780.000 ₫` into a Dong; says the bounds (whole đồng) in words."""

    widget = DongInput
    default_error_messages = {
        "invalid": _("Giá chỉ gồm chữ số, ví dụ 780.000."),
        "low": _("%(given)s thấp quá. Giá nhỏ nhất là %(bound)s."),
        "high": _("%(given)s cao quá. Giá lớn nhất là %(bound)s."),
    }

    def __init__(self, *, low: int = 0, high: int = LARGEST_PAYMENT, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.low, self.high = low, high

    def clean(self, value: Any) -> Dong | None:
        """Raises ValidationError with code `required`, `invalid`, `low` or `high`."""
        text = super().clean(value)
        if not text:
            return None
        compact = re.sub(r"[\s.₫đ]", "", text)
        if not re.fullmatch(r"[0-9]{1,15}", compact):
            raise ValidationError(self.error_messages["invalid"], "invalid")
        amount = int(compact)
        for code, bound, wrong in (("low", self.low, amount < self.low), ("high", self.high, amount > self.high)):
            if wrong:
                data = {"given": dong(amount), "bound": dong(bound)}
                raise ValidationError(self.error_messages[code], code, data)
        return Dong(amount)
