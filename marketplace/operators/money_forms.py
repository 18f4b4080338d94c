"""What operators type about money that came in or goes back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payments.bank.statements import NAMES

#: Statements and settlement files are some hundred kilobytes.
LARGEST_FILE = 2 * 1024 * 1024


class NoteForm(forms.Form):
    """What was done, in the operator's words."""

    note = forms.CharField(
        label=_("Đã làm gì?"),
        help_text=_("Ví dụ: chuyển khoản qua Agribank ngày 24/11/2026, mã FT26330014"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Ghi đã làm gì và mã giao dịch, để sau này đối lại được."),
            "max_length": _("Dài quá. Viết gọn trong 300 chữ."),
        },
    )


class RefundForm(NoteForm):
    """How money was given back by hand. `accounts` are those that it can have left from."""

    account = forms.ChoiceField(
        label=_("Tiền đi từ đâu?"), widget=forms.RadioSelect, error_messages={"required": _("Chọn nơi tiền đi ra.")}
    )
    provider_reference = forms.RegexField(
        r"^[0-9A-Za-z._-]{1,60}$",
        label=_("Mã giao dịch hoàn"),
        required=False,
        error_messages={"invalid": _("Mã chỉ có chữ cái không dấu và chữ số.")},
    )

    def __init__(self, accounts: list[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = accounts  # type: ignore[attr-defined]


class TransferForm(NoteForm):
    """For which order a transfer was."""

    order_number = forms.RegexField(
        r"^\s*[A-Za-z0-9]{10}\s*$",
        label=_("Mã đơn"),
        help_text=_("Mã bắt đầu bằng CD, có 10 chữ và số."),
        error_messages={"required": _("Ghi mã đơn."), "invalid": _("Mã đơn có 10 chữ và số, bắt đầu bằng CD.")},
    )
    field_order = ("order_number", "note")


class FileForm(forms.Form):
    """A file with figures."""

    file = forms.FileField(
        label=_("Tệp CSV"),
        error_messages={"required": _("Chọn tệp."), "empty": _("Tệp này trống. Chọn tệp khác.")},
    )

    def clean_file(self) -> Any:
        """Raises ValidationError for a file no bank sends."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("Tệp lớn hơn 2 MB. Tải sao kê theo từng ngày."), "large")
        return file


class StatementForm(FileForm):
    """A bank's statement."""

    bank = forms.ChoiceField(label=_("Ngân hàng"), choices=list(NAMES.items()))
    field_order = ("bank", "file")


class SettlementForm(FileForm):
    """The gateway's file of a day."""

    day = forms.DateField(
        label=_("Ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Chọn ngày."), "invalid": _("Chọn một ngày có thật.")},
    )
    field_order = ("day", "file")
