"""What producers type: names, quantities, prices. Each refusal says what is wrong and what to do."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from base.money import Dong
from marketplace.design.fields import DongField
from marketplace.design.words import dong, number
from sellers.services.listings import HIGHEST_PRICE, LOWEST_PRICE, MOST_UNITS

#: Signs that Unicode files under pictures but labels need: "35 °", "®".
_USEFUL_SIGNS = "°®™©"
#: Spaces and joiners that Khmer is written with; other invisible characters only serve to deceive.
_KHMER_INVISIBLE = "\u200b\u200c\u200d"


class LineField(forms.CharField):
    """One line of words, composed (NFC), with single spaces; it holds letters and no pictures."""

    default_error_messages = {
        "max_length": _("Dài quá: %(show_value)d ký tự. Viết gọn lại, nhiều nhất %(limit_value)d ký tự."),
        "picture": _("Ô này chỉ ghi chữ và số. Bỏ hình “%(sign)s” rồi gửi lại."),
        "no_letters": _("Ghi bằng chữ, ví dụ: %(example)s."),
    }

    def __init__(self, *, example: str | Promise = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.example = example

    def to_python(self, value: Any) -> str:
        composed = unicodedata.normalize("NFC", str(value or ""))
        seen = "".join(sign for sign in composed if _shown(sign))
        return " ".join(seen.split())

    def validate(self, value: str) -> None:
        super().validate(value)
        picture = next((sign for sign in value if _is_picture(sign)), None)
        if picture:
            raise ValidationError(self.error_messages["picture"], "picture", {"sign": picture})
        if value and not any(unicodedata.category(sign).startswith("L") for sign in value):
            raise ValidationError(self.error_messages["no_letters"], "no_letters", {"example": self.example})


class TextField(forms.CharField):
    """Several lines of words; pictures are welcome here, control characters are not."""

    default_error_messages = {"max_length": LineField.default_error_messages["max_length"]}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": 4}), **kwargs)

    def to_python(self, value: Any) -> str:
        lines = unicodedata.normalize("NFC", str(value or "")).replace("\r\n", "\n")
        return "".join(sign for sign in lines if sign == "\n" or _shown(sign)).strip()


class PriceField(DongField):
    """What one unit costs (đồng). Who types 34 means thirty-four thousand; the refusal offers that."""

    default_error_messages = {
        "required": _("Ghi giá bán, ví dụ 120.000."),
        "zero": _("Giá phải lớn hơn 0. Ghi giá bán, ví dụ 120.000."),
        "invalid": _("Giá chỉ gồm chữ số, ví dụ 120.000."),
        "low": _("%(given)s thấp quá. Bạn muốn ghi %(meant)s?"),
        "high": _("%(given)s cao quá. Xem lại có dư số 0 không; giá lớn nhất là %(bound)s."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(low=LOWEST_PRICE, high=HIGHEST_PRICE, **kwargs)
        self.widget.attrs |= {"placeholder": "0", "data-need": self.error_messages["required"]}

    def clean(self, value: Any) -> Dong | None:
        # Some keyboards set commas: 780,000.
        typed = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", ".", str(value or ""))
        digits = re.sub(r"[\s.₫đ]", "", typed)
        if re.fullmatch(r"[0-9]+", digits):
            self._weigh(int(digits[:18]))
        return super().clean(typed)

    def _weigh(self, amount: int) -> None:
        if amount == 0:
            raise ValidationError(self.error_messages["zero"], "zero")
        if amount < self.low:
            data = {"given": dong(amount), "meant": dong(amount * 1000)}
            raise ValidationError(self.error_messages["low"], "low", data)
        if amount > self.high:
            data = {"given": dong(amount), "bound": dong(self.high)}
            raise ValidationError(self.error_messages["high"], "high", data)


class QuantityField(forms.CharField):
    """Whole units of a listing: `12`, `1.200`. Dots part thousands only, so that 1.5 is not read as 15."""

    default_error_messages = {
        "required": _("Ghi số lượng bạn đang có, ví dụ 20."),
        "invalid": _("Số lượng là số nguyên, ví dụ 1, 2, 20."),
        "low": _("Ghi ít nhất %(low)d."),
        "high": _("%(given)s nhiều quá. Ghi nhiều nhất %(high)s."),
    }

    def __init__(self, *, low: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.low = low
        self.widget.attrs |= {
            "inputmode": "numeric",
            "autocomplete": "off",
            "placeholder": "0",
            "data-low": low,
            "data-high": MOST_UNITS,
            "data-need": self.error_messages["required"],
        }

    def clean(self, value: Any) -> int:
        text = str(super().clean(value)).strip()
        if not re.fullmatch(r"[0-9]{1,15}|[0-9]{1,3}(\.[0-9]{3}){1,4}", text):
            raise ValidationError(self.error_messages["invalid"], "invalid")
        units = int(text.replace(".", ""))
        if units < self.low:
            raise ValidationError(self.error_messages["low"], "low", {"low": self.low})
        if units > MOST_UNITS:
            shown = {"given": number(units), "high": number(MOST_UNITS)}
            raise ValidationError(self.error_messages["high"], "high", shown)
        return units


def _shown(sign: str) -> bool:
    """Whether a character is there to be read. A variation selector only chooses the look of the sign before it."""
    if sign in _KHMER_INVISIBLE or sign.isspace():
        return True
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn") and sign != "\ufe0f"


def _is_picture(sign: str) -> bool:
    return unicodedata.category(sign) in ("So", "Sk", "Me") and sign not in _USEFUL_SIGNS
