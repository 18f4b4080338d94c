"""Less than was ordered, a delivery that failed, an answer to a claim, who carries a parcel."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.phone.fields import LineField, QuantityField, TextField
from orders.claims.models import LONGEST_WORDS, Claim
from orders.models import Line, SellerOrder


class ReducingForm(forms.Form):
    """How many units of each line can be given, and why not all."""

    reason = LineField(
        label=_("Vì sao thiếu? Khách đọc câu này."),
        max_length=200,
        example=_("Mẻ này chỉ còn bấy nhiêu"),
        error_messages={"required": _("Ghi vài chữ để khách hiểu lý do.")},
    )

    def __init__(self, *args: Any, lines: list[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {self._name(line): line for line in lines if line.kept_quantity}
        for name, line in self.lines.items():
            self.fields[name] = QuantityField(label=line.title, initial=line.kept_quantity)
            self.fields[name].help_text = _("Khách đặt %(n)s %(unit)s") % {"n": line.kept_quantity, "unit": line.unit}
        self.order_fields([*self.lines, "reason"])

    @staticmethod
    def _name(line: Line) -> str:
        return f"line_{line.pk}"

    @property
    def quantities(self) -> list[forms.BoundField]:
        """The boxes of the lines."""
        return [self[name] for name in self.lines]

    def clean(self) -> dict[str, Any]:
        """No more than was ordered, less of something, and not nothing at all."""
        data: dict[str, Any] = super().clean() or {}
        for name, line in self.lines.items():
            if data.get(name, 0) > line.kept_quantity:
                self.add_error(name, _("Khách chỉ đặt %(n)s.") % {"n": line.kept_quantity})
        if not self.errors and not self.refused():
            self.add_error(None, _("Đủ hàng cả thì quay lại bấm “Nhận đơn”."))
        if not self.errors and not any(data[name] for name in self.lines):
            self.add_error(None, _("Không giao được món nào thì bấm “Không giao được”."))
        return data

    def refused(self) -> dict[int, int]:
        """{line id: units that cannot be given}, once the boxes are in order."""
        short = {line.pk: line.kept_quantity - self.cleaned_data[name] for name, line in self.lines.items()}
        return {pk: units for pk, units in short.items() if units}


class FailureForm(forms.Form):
    """Why a parcel came back."""

    reason = forms.ChoiceField(
        label=_("Vì sao giao không được?"),
        choices=SellerOrder.Failure.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một lý do."), "invalid_choice": _("Chọn một lý do trong danh sách.")},
    )


class AnswerForm(forms.Form):
    """What the producer thinks of a claim; a picture helps."""

    # Its file is read by marketplace.phone.sending; this carries its error.
    photo = forms.Field(label=_("Ảnh của bạn (nếu có)"), required=False)
    answer = forms.ChoiceField(
        label=_("Bạn thấy sao?"),
        choices=[
            (Claim.Answer.AGREES, _("Đúng vậy, hoàn tiền cho khách")),
            (Claim.Answer.DISAGREES, _("Không đúng, tôi nói lại")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một trong hai câu.")},
    )
    words = TextField(label=_("Nói với chợ"), max_length=LONGEST_WORDS, required=False)

    def clean(self) -> dict[str, Any]:
        """Who disagrees says why."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("answer") == Claim.Answer.DISAGREES and not data.get("words") and "words" not in self.errors:
            self.add_error("words", _("Ghi vì sao, để chợ xem xét."))
        return data


class HandOverForm(forms.Form):
    """Who carries it, and the number on his receipt."""

    carrier = forms.ChoiceField(label=_("Ai chở?"), widget=forms.RadioSelect, required=False)
    tracking_code = forms.CharField(label=_("Mã trên biên nhận (nếu có)"), max_length=40, required=False)

    def __init__(self, *args: Any, carriers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["carrier"]).choices = carriers
        self.fields["carrier"].initial = carriers[0][0]
