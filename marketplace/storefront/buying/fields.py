"""Fields of the buyer's form that know what people type, and say what is wrong in words that help."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from people.phones import InvalidPhone, to_e164

DIGITS_OF_A_MOBILE = 10
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class PlainField(forms.CharField):
    """One line of text. Spaces are tidied; control characters, which no keyboard types, are refused."""

    default_error_messages = {
        "max_length": _("Dài quá: nhiều nhất %(limit_value)d chữ, bạn ghi %(show_value)d chữ."),
        "control": _("Có ký tự lạ trong ô này. Xóa đi rồi ghi lại."),
        "letters": _("Ghi bằng chữ, để người giao đọc được."),
    }

    def __init__(self, *, letters: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.letters = letters

    def to_python(self, value: Any) -> str:
        """Raises ValidationError with code `control`."""
        text = str(super().to_python(value))
        if _CONTROL.search(text):
            raise ValidationError(self.error_messages["control"], "control")
        return " ".join(text.split())

    def validate(self, value: str) -> None:
        """Raises ValidationError with code `required`, or `letters` where only figures or pictures were typed."""
        super().validate(value)
        if self.letters and value and not any(sign.isalpha() for sign in value):
            raise ValidationError(self.error_messages["letters"], "letters")


class MobileField(PlainField):
    """A mobile number of Vietnam, read into E.164."""

    default_error_messages = {
        "max_length": _("Số di động có 10 chữ số, ví dụ 0912\u00a0345\u00a0678."),
        "invalid": _("Đây không phải số di động ở Việt Nam. Số di động có 10 chữ số, ví dụ 0912\u00a0345\u00a0678."),
    }

    def clean(self, value: Any) -> str:
        """Raises ValidationError that says how many digits are missing, or too many."""
        typed = str(super().clean(value))
        try:
            return to_e164(typed)
        except InvalidPhone as wrong:
            raise self._explained(typed, int(wrong.data["digits"])) from None

    def _explained(self, typed: str, digits: int) -> ValidationError:
        off = digits - DIGITS_OF_A_MOBILE
        # Counting digits helps somebody who typed a number; not somebody who typed a word, or another country's.
        if off == 0 or re.search(r"[^\d\s.\-()]", typed):
            return ValidationError(self.error_messages["invalid"], "invalid")
        if off < 0:
            words = ngettext("Số này thiếu %(n)d chữ số.", "Số này thiếu %(n)d chữ số.", -off)
        else:
            words = ngettext("Số này thừa %(n)d chữ số.", "Số này thừa %(n)d chữ số.", off)
        return ValidationError(f"{words % {'n': abs(off)}} {self.error_messages['max_length']}", "digits")
