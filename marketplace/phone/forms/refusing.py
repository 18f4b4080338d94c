"""Why an order cannot be delivered."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from marketplace.phone.fields import LineField

SOLD_OUT, OTHER = "sold_out", "other"
#: What the buyer reads.
REASONS = {
    SOLD_OUT: _("Hết hàng"),
    "not_in_time": _("Không làm kịp"),
    "too_far": _("Không giao tới chỗ khách được"),
    "wrong_price": _("Giá đăng bị nhầm"),
    OTHER: _("Lý do khác"),
}


class RefusalForm(forms.Form):
    """A reason from the list, or in the producer's own words; and which goods must not be sold to the next buyer."""

    reason = forms.ChoiceField(
        label=_("Vì sao không giao được?"),
        choices=list(REASONS.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Chọn một lý do để khách biết."),
            "invalid_choice": _("Chọn một lý do trong danh sách."),
        },
    )
    gone = forms.MultipleChoiceField(
        label=_("Món nào đã hết?"),
        help_text=_("Nếu hết hàng, chợ thôi bán món được đánh dấu."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Chọn món trong đơn này.")},
    )
    words = LineField(
        label=_("Nói thêm với khách"), max_length=200, required=False, example=_("Cua kỳ này lột vỏ, hẹn bạn tuần sau")
    )

    def __init__(self, *args: Any, goods: dict[int, str], **kwargs: Any) -> None:
        """`goods` are the products of the order with their names."""
        super().__init__(*args, **kwargs)
        gone = cast(forms.MultipleChoiceField, self.fields["gone"])
        gone.choices = [(str(product_id), title) for product_id, title in goods.items()]
        gone.initial = [str(product_id) for product_id in goods]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("reason") == OTHER and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Ghi vài chữ để khách hiểu lý do."))
        if cleaned.get("reason") == SOLD_OUT and not cleaned.get("gone") and "gone" not in self.errors:
            self.add_error("gone", _("Đánh dấu món đã hết, để khách sau không đặt nhầm."))
        return cleaned

    def sentence(self) -> str:
        """What the buyer reads: the reason, then the producer's own words."""
        reason, words = self.cleaned_data["reason"], self.cleaned_data["words"]
        if reason == OTHER:
            return str(words)
        # It is kept with the order, so it is said in the market's language and not in that of this phone.
        with override(settings.LANGUAGE_CODE):
            return f"{REASONS[reason]}. {words}" if words else str(REASONS[reason])

    def gone_products(self) -> list[int]:
        """Products that are sold out; none for any other reason."""
        return [int(pk) for pk in self.cleaned_data["gone"]] if self.cleaned_data["reason"] == SOLD_OUT else []
