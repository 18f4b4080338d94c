"""Opening a stall, and the separate question that nobody has to answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from marketplace.phone.fields import LineField, TextField
from places import register
from sellers.ethnic_groups import ethnic_groups
from sellers.models import Partner


def commune_choices() -> list[tuple[str, Any]]:
    """The market's communes, grouped by their kind: wards first, as in the official list."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for commune in sorted(register.market_communes().values(), key=lambda one: one.name):
        groups.setdefault(commune.kind, []).append((commune.code, commune.name))
    return [("", _("Chọn xã, phường")), *sorted(groups.items())]


class StallForm(forms.Form):
    """Who sells, and where the goods come from."""

    name = LineField(
        label=_("Tên sạp"),
        max_length=80,
        help_text=_("Tên khách sẽ thấy, ví dụ: Sạp cô Lan, Tôm khô Út Hiền."),
        example=_("Sạp cô Lan"),
        error_messages={"required": _("Đặt cho sạp một cái tên, ví dụ: Sạp cô Lan.")},
    )
    holder_name = LineField(
        label=_("Họ và tên người đứng tên"),
        max_length=100,
        help_text=_("Như trên căn cước. Luật buộc ghi tên người bán trên trang hàng."),
        example=_("Thạch Thị Lan"),
        error_messages={"required": _("Ghi họ và tên như trên căn cước.")},
    )
    commune = forms.ChoiceField(
        label=_("Hàng làm ở xã, phường nào?"),
        choices=commune_choices,
        error_messages={"required": _("Chọn xã hoặc phường nơi bạn làm ra hàng.")},
    )
    hamlet = LineField(label=_("Ấp, khóm"), max_length=100, required=False, example=_("Ấp Rạch Gốc"))
    kind = forms.ChoiceField(
        label=_("Bạn bán với tư cách nào?"),
        choices=Partner.Kind.choices,
        initial=Partner.Kind.HOUSEHOLD,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một dòng."), "invalid_choice": _("Chọn một dòng trong danh sách.")},
    )
    story = TextField(
        label=_("Kể về sạp của bạn"),
        max_length=1000,
        required=False,
        help_text=_("Làm nghề bao lâu, làm ra sao. Khách thích mua của người thật."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elsewhere = _("Xã, phường này không thuộc tỉnh %(province)s. Chọn lại trong danh sách.")
        province = {"province": settings.MARKET_PROVINCE_NAME}
        self.fields["commune"].error_messages["invalid_choice"] = elsewhere % province


def group_choices() -> list[tuple[str, Any]]:
    """Saying nothing comes first."""
    return [("", _("Tôi không muốn nêu")), *ethnic_groups().items()]


class EthnicityForm(forms.Form):
    """The household's own statement. Nothing is chosen and nothing is ticked beforehand."""

    ethnic_group = forms.ChoiceField(label=_("Dân tộc"), required=False, choices=group_choices)
    agreed = forms.BooleanField(
        label=_("Tôi đồng ý cho chợ lưu thông tin này, chỉ để thống kê."),
        required=False,
        widget=forms.CheckboxInput,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("ethnic_group") and not cleaned.get("agreed"):
            self.add_error("agreed", _("Muốn chợ lưu thì đánh dấu vào đây. Không muốn thì chọn “Tôi không muốn nêu”."))
        return cleaned
