"""The three questions at the door."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from marketplace.access.answers import message_for
from people.phones import InvalidPhone, to_e164


class PhoneForm(forms.Form):
    """Which number? Cleaned to E.164."""

    phone = forms.CharField(
        label=_("Số điện thoại"),
        help_text=_("Ví dụ 0912\u00a0345\u00a0678."),
        max_length=40,
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "tel", "autofocus": ""}),
        error_messages={
            "required": _("Nhập số điện thoại của bạn."),
            "max_length": _("Số điện thoại dài quá. Số di động có 10 chữ số, ví dụ 0912\u00a0345\u00a0678."),
        },
    )

    def clean_phone(self) -> str:
        try:
            return to_e164(self.cleaned_data["phone"])
        except InvalidPhone as error:
            raise ValidationError(message_for(error), error.code) from None


class CodeForm(forms.Form):
    """Which digits came by message? Spaces are forgiven."""

    code = forms.CharField(
        label=_("Mã 6 số trong tin nhắn"),
        max_length=20,
        widget=forms.TextInput(
            {
                "class": "door-code num",
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "autofocus": "",
                "data-code": "6",
            }
        ),
        error_messages={
            "required": _("Nhập 6 số trong tin nhắn."),
            "max_length": _("Mã chỉ có 6 số. Xem lại tin nhắn rồi nhập lại."),
        },
    )

    def clean_code(self) -> str:
        digits = re.sub(r"[\s.\-]", "", self.cleaned_data["code"])
        if not re.fullmatch("[0-9]{6}", digits):
            raise ValidationError(_("Mã gồm đúng 6 chữ số. Xem lại tin nhắn rồi nhập lại."), "shape")
        return digits


class PasswordForm(forms.Form):
    """Staff: what is your password?"""

    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password", "autofocus": ""}),
        error_messages={
            "required": _("Nhập mật khẩu của bạn."),
            "max_length": _("Mật khẩu dài quá. Nhập lại."),
        },
    )
