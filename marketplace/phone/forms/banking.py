"""Where a producer's money goes, and the number under which tax is declared for him."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalogue.folding import without_marks
from payments.payouts.bank_accounts import ACCOUNT_NUMBER, BANK_NAMES, HOLDER, TAX_NUMBERS


class BankAccountForm(forms.Form):
    """Bank, number and holder as they stand on the card; a tax number for who has one."""

    bank_bin = forms.ChoiceField(
        label=_("Ngân hàng"),
        choices=lambda: [("", _("Chọn ngân hàng")), *BANK_NAMES.items()],
        error_messages={
            "required": _("Chọn ngân hàng của bạn."),
            "invalid_choice": _("Chọn một ngân hàng trong danh sách."),
        },
    )
    number = forms.CharField(
        label=_("Số tài khoản"),
        max_length=40,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Ghi số tài khoản, ví dụ 1903 0001 2345.")},
    )
    holder = forms.CharField(
        label=_("Tên chủ tài khoản"),
        max_length=70,
        help_text=_("Như trên thẻ. Có dấu hay không dấu đều được."),
        error_messages={"required": _("Ghi tên chủ tài khoản như trên thẻ.")},
    )
    tax_number = forms.CharField(
        label=_("Mã số thuế hoặc số căn cước"),
        max_length=20,
        required=False,
        help_text=_("Để chợ khai thuế thay bạn. Chưa có thì để trống."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_number(self) -> str:
        """Without the spaces that people set."""
        number = re.sub(r"[\s.-]", "", self.cleaned_data["number"]).upper()
        if not ACCOUNT_NUMBER.fullmatch(number):
            raise ValidationError(_("Số tài khoản gồm 6 đến 19 chữ số. Xem lại trên thẻ hoặc ứng dụng ngân hàng."))
        return number

    def clean_holder(self) -> str:
        """In capital letters without marks, as banks print it."""
        holder = " ".join(without_marks(self.cleaned_data["holder"]).upper().split())
        if not HOLDER.fullmatch(holder):
            raise ValidationError(_("Tên chỉ gồm chữ cái, ví dụ Thạch Thị Lan."))
        return holder

    def clean_tax_number(self) -> str:
        """Ten digits, ten and three, or the twelve of an identity card; empty stays empty."""
        number = re.sub(r"[\s.]", "", self.cleaned_data["tax_number"])
        if number and not TAX_NUMBERS.fullmatch(number):
            raise ValidationError(_("Mã số thuế có 10 số (hoặc 10-3 số), căn cước có 12 số."))
        return number
