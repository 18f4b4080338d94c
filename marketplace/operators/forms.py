"""What operators type: reasons, notes, what to look for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from orders.models import Order

OTHER = "other"
LISTING_REASONS = (
    gettext_noop("Ảnh mờ hoặc tối quá. Chụp lại gần hơn, ngoài sáng, rồi gửi lại."),
    gettext_noop("Ảnh không phải món này. Chụp đúng món của bạn rồi gửi lại."),
    gettext_noop("Giá có vẻ gõ nhầm số 0. Xem lại giá rồi gửi lại."),
    gettext_noop("Thiếu thành phần hoặc hạn dùng. Ghi thêm rồi gửi lại."),
    gettext_noop("Nói quá công dụng, như chữa bệnh. Bỏ câu đó rồi gửi lại."),
    gettext_noop("Món này chợ không được bán theo luật."),
)
SELLER_REASONS = (
    gettext_noop("Gọi số điện thoại này không gặp. Xem lại số rồi gửi lại hồ sơ."),
    gettext_noop("Tên người đứng sạp chưa đủ họ tên. Ghi đủ như trên căn cước rồi gửi lại."),
    gettext_noop("Xã, phường chưa đúng nơi làm ra hàng. Chọn lại rồi gửi lại."),
    gettext_noop("Sạp này đã có rồi. Dùng sạp cũ, hoặc gọi chợ để được giúp."),
)
CANCEL_REASONS = (
    gettext_noop("Khách gọi chợ nhờ hủy đơn."),
    gettext_noop("Sạp báo chợ là không giao được đơn này."),
    gettext_noop("Chợ gọi khách nhiều lần không gặp để xác nhận đơn."),
    gettext_noop("Đơn đặt trùng hoặc đặt thử."),
)
SUSPEND_REASONS = (
    gettext_noop("Nhiều khách báo hàng không đúng mô tả. Gọi chợ để cùng xem lại."),
    gettext_noop("Nhiều đơn không giao. Gọi chợ để cùng xem lại."),
    gettext_noop("Cơ quan quản lý yêu cầu tạm ngưng."),
    gettext_noop("Sạp tự xin nghỉ một thời gian."),
)


class ReasonForm(forms.Form):
    """One of the usual reasons, or one's own words. What is kept is Vietnamese, whatever language the desk is in."""

    reason = forms.ChoiceField(
        label=_("Vì sao? Người bán đọc đúng câu này."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một lý do, để người bán biết sửa gì.")},
    )
    own_words = forms.CharField(
        label=_("Lý do khác"),
        help_text=_("Nói điều gì chưa được, rồi nói phải làm gì. Tối đa 300 chữ."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Lý do dài quá. Viết gọn trong 300 chữ.")},
    )

    def __init__(self, usual: tuple[str, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual = usual
        choices = [(str(place), _(words)) for place, words in enumerate(usual)]
        self.fields["reason"].choices = [*choices, (OTHER, _("Lý do khác, tôi tự viết"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One's own reason needs words."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("reason") == OTHER and "own_words" not in self.errors and not data.get("own_words", "").strip():
            self.add_error("own_words", _("Viết lý do, để người bán biết sửa gì."))
        return data

    def words(self) -> str:
        """The reason to keep, in Vietnamese."""
        chosen = self.cleaned_data["reason"]
        return str(self.cleaned_data["own_words"]) if chosen == OTHER else self.usual[int(chosen)]


class CancelForm(ReasonForm):
    """Why an order ends. Buyer and sellers read it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(CANCEL_REASONS, *args, **kwargs)
        self.fields["reason"].label = _("Vì sao? Khách và sạp đọc đúng câu này.")
        self.fields["reason"].error_messages["required"] = _("Chọn một lý do, để khách và sạp hiểu.")


class DoneForm(forms.Form):
    """What was done outside of the market."""

    note = forms.CharField(
        label=_("Đã làm gì?"),
        help_text=_("Ví dụ: hoàn qua trang của VNPAY ngày 24/11/2026, mã giao dịch 14782233"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Ghi đã làm gì và mã giao dịch, để sau này đối lại được."),
            "max_length": _("Dài quá. Viết gọn trong 300 chữ."),
        },
    )


class OrderSearch(forms.Form):
    """What to look for among orders; anything that cannot be right is left out."""

    q = forms.CharField(label=_("Tìm"), required=False, max_length=80)
    trang_thai = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Mọi trạng thái")), *Order.Status.choices]
    )
    ngay = forms.DateField(
        label=_("Ngày đặt"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class BankAnswerForm(forms.Form):
    """The bank's file of results; its content is what `clean` gives."""

    file = forms.FileField(
        label=_("Tệp kết quả của ngân hàng (CSV)"),
        help_text=_("Các cột: ma_lenh, so_tien, ket_qua (thanh_cong hoặc tra_lai), ly_do."),
        error_messages={"required": _("Chọn tệp CSV mà ngân hàng gửi lại.")},
    )

    def clean_file(self) -> str:
        """UTF-8 text."""
        try:
            return self.cleaned_data["file"].read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(_("Tệp này không phải CSV chữ UTF-8. Xuất lại từ ngân hàng.")) from None


class ReturnForm(forms.Form):
    """Why a transfer came back."""

    reason = forms.CharField(label=_("Ngân hàng nói vì sao?"), max_length=200)
