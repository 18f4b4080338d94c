"""Forms of the kiosk and of the people who run it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from base.money import LARGEST_PAYMENT
from marketplace.design.fields import DongField
from marketplace.kiosks.services import FairInput
from places import register


class PairForm(forms.Form):
    """The code that staff read out."""

    code = forms.CharField(
        label=_("Mã ghép máy"),
        help_text=_("8 chữ và số, người quản lý quầy đọc cho bạn. Chữ thường, chữ hoa đều được."),
        max_length=40,
        error_messages={"required": _("Nhập mã 8 chữ và số trên màn hình của người quản lý quầy.")},
    )


class DeviceForm(forms.Form):
    """What to call the device that is to be paired."""

    device_name = forms.CharField(
        label=_("Tên máy"),
        help_text=_("Ví dụ: Quầy 12"),
        max_length=60,
        error_messages={
            "required": _("Đặt tên để biết máy nào là máy nào, ví dụ Quầy 12."),
            "max_length": _("Tên dài quá. Viết gọn trong 60 chữ."),
        },
    )


class PayForm(forms.Form):
    """What the buyer gives. The rest of the fields come from us and go back as they came."""

    cash_given = DongField(
        label=_("Khách đưa"),
        required=False,
        high=LARGEST_PAYMENT,
        error_messages={
            "invalid": _("Tiền chỉ gồm chữ số, ví dụ 500.000."),
            "high": _("Số tiền lớn quá. Xem lại có thừa số 0 không."),
        },
    )
    cart = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1500)
    shown_total = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    request_id = forms.RegexField(r"^[A-Za-z0-9_-]{8,50}$", widget=forms.HiddenInput, required=False)


class DayInput(forms.DateInput):
    """The browser's own calendar; it wants ISO days whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class FairForm(forms.Form):
    """A fair as an operator writes it."""

    name = forms.CharField(
        label=_("Tên hội chợ"),
        max_length=120,
        error_messages={"required": _("Ghi tên hội chợ."), "max_length": _("Tên dài quá. Viết gọn trong 120 chữ.")},
    )
    place = forms.CharField(
        label=_("Nơi họp"),
        max_length=160,
        help_text=_("Như người ta vẫn gọi: Quảng trường Phan Ngọc Hiển"),
        error_messages={
            "required": _("Ghi nơi họp, để khách biết tìm tới đâu."),
            "max_length": _("Nơi họp dài quá. Viết gọn trong 160 chữ."),
        },
    )
    commune_code = forms.ChoiceField(
        label=_("Xã, phường"),
        error_messages={
            "required": _("Chọn xã, phường trong danh sách."),
            "invalid_choice": _("Không có xã, phường này trong tỉnh. Chọn lại trong danh sách."),
        },
    )
    starts_on = forms.DateField(
        label=_("Ngày mở"),
        widget=DayInput,
        error_messages={
            "required": _("Chọn ngày mở."),
            "invalid": _("Ngày chưa đúng. Viết như 24/11/2026."),
        },
    )
    ends_on = forms.DateField(
        label=_("Ngày đóng"),
        widget=DayInput,
        help_text=_("Ngày này vẫn còn bán"),
        error_messages={
            "required": _("Chọn ngày đóng."),
            "invalid": _("Ngày chưa đúng. Viết như 24/11/2026."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        communes = [(one.code, one.full_name) for one in register.market_communes().values()]
        self.fields["commune_code"].choices = [("", _("Chọn xã, phường")), *communes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The last day may not come before the first."""
        data: dict[str, Any] = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Ngày đóng đứng trước ngày mở. Chọn ngày đóng muộn hơn."))
        return data

    def fair(self) -> FairInput:
        """The checked form as the service takes it."""
        return FairInput(**self.cleaned_data)
