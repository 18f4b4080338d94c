"""What operators say of a voucher they give out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from base import clock
from base.errors import InvalidInput
from catalogue.selectors import top_categories
from marketplace.design.fields import DongField
from promotions.bearer import Bearer
from promotions.selectors import tidy
from promotions.services import CODE, MOST_PERCENT, VoucherTerms
from promotions.vouchers.models import Voucher
from sellers.models import Partner

#: Where an error of the terms is shown, and in which words.
WORDS = {
    "amount": _("Số tiền giảm không hợp lệ."),
    "minimum": _("Mua ít nhất phải lớn hơn số tiền giảm: giảm nhiều nhất chín phần mười của mức này."),
    "borne_by": _("Sạp chịu thì chọn đúng một sạp ở trên: sạp chỉ chịu cho hàng của mình."),
    "ends": _("Ngày cuối phải từ ngày đầu trở đi."),
}


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Chọn ngày."), "invalid": _("Chọn một ngày có thật.")},
    )


class VoucherForm(forms.Form):
    """A code, what it takes off, of which goods, for how long, how often, and out of whose money."""

    code = forms.RegexField(
        rf"^\s*(?i:{CODE.pattern})\s*$",
        label=_("Mã khách gõ"),
        help_text=_("4 tới 20 chữ cái không dấu và chữ số, ví dụ TET2027. Mã dùng một lần thì đặt dài, khó đoán."),
        error_messages={
            "required": _("Ghi mã."),
            "invalid": _("Mã có 4 tới 20 chữ cái không dấu và chữ số, không có khoảng trống."),
        },
    )
    name = forms.CharField(
        label=_("Dùng vào dịp gì"), max_length=100, error_messages={"required": _("Ghi vài chữ để nhớ mã này.")}
    )
    percent = forms.IntegerField(
        label=_("Giảm bao nhiêu phần trăm"),
        required=False,
        min_value=1,
        max_value=MOST_PERCENT,
        error_messages={
            "invalid": _("Ghi số nguyên, ví dụ 10."),
            "min_value": _("Ghi từ 1 tới 90."),
            "max_value": _("Ghi từ 1 tới 90."),
        },
    )
    amount = DongField(label=_("Hoặc giảm bao nhiêu đồng"), required=False, low=1_000)
    minimum = DongField(
        label=_("Mua ít nhất"),
        required=False,
        help_text=_("Tính trên những món mã này giảm. Để trống: bao nhiêu cũng được."),
    )
    category = forms.ChoiceField(label=_("Gian hàng"), required=False)
    sellers = forms.MultipleChoiceField(
        label=_("Chỉ hàng của những sạp này (không chọn: mọi sạp)"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    bearer = forms.ChoiceField(
        label=_("Ai chịu phần giảm?"),
        choices=[(Bearer.MARKET, _("Chợ chịu: sạp vẫn nhận đủ")), (Bearer.SELLER, _("Sạp chịu, cho hàng của mình"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn ai chịu.")},
    )
    begins = _day(_("Từ ngày"))
    ends = _day(_("Tới hết ngày"))
    usage = forms.ChoiceField(
        label=_("Dùng được mấy lần?"),
        choices=[
            (Voucher.SINGLE_USE, _("Một lần duy nhất, ai trước được trước")),
            (Voucher.ONCE_PER_CUSTOMER, _("Mỗi người một lần, theo số điện thoại")),
            (Voucher.MULTI_USE, _("Nhiều lần")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn dùng được mấy lần.")},
    )
    most_orders = forms.IntegerField(
        label=_("Nhiều nhất bao nhiêu đơn"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text=_("Để trống: không giới hạn. Mã dùng một lần thì bỏ qua ô này."),
        error_messages={
            "invalid": _("Ghi số nguyên, ví dụ 100."),
            "min_value": _("Ghi từ 1 trở lên."),
            "max_value": _("Nhiều nhất 1.000.000 đơn."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        categories = [(str(one.pk), _(one.name)) for one in top_categories()]
        sellers = Partner.objects.filter(state=Partner.State.APPROVED).order_by("name").values_list("pk", "name")
        self.fields["category"].choices = [("", _("Mọi gian hàng")), *categories]  # type: ignore[attr-defined]
        self.fields["sellers"].choices = [(str(pk), name) for pk, name in sellers]  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        """As it is stored. A code is given out once, for people keep old ones."""
        code = tidy(self.cleaned_data["code"])
        if Voucher.objects.filter(code=code).exists():
            raise ValidationError(_("Mã này đã có. Chọn mã khác."), "taken")
        return code

    def clean(self) -> dict[str, Any]:
        """What the boxes say together has to make sense."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors.keys() & {"percent", "amount"} and bool(data.get("percent")) == bool(data.get("amount")):
            self.add_error("percent", _("Ghi phần trăm hoặc số tiền, một trong hai ô."))
        if not self.errors:
            self._check()
        if not self.errors and data["ends"] < clock.market_day(clock.now()):
            self.add_error("ends", _("Ngày này đã qua."))
        return data

    def _check(self) -> None:
        try:
            self.terms().check()
        except InvalidInput as wrong:
            for field in wrong.fields:
                self.add_error("bearer" if field == "borne_by" else field, WORDS.get(field, _("Xem lại ô này.")))

    def terms(self) -> VoucherTerms:
        """The voucher, once the boxes are in order. Days are the market's, the last one whole."""
        data = self.cleaned_data
        sellers = tuple(int(pk) for pk in data["sellers"])
        first: date = data["begins"]
        return VoucherTerms(
            code=data["code"],
            name=data["name"],
            begins=clock.market_day_bounds(first)[0],
            ends=clock.market_day_bounds(data["ends"])[1],
            usage=data["usage"],
            percent=data["percent"],
            amount=data["amount"],
            minimum=data["minimum"] or VoucherTerms.minimum,
            category_id=int(data["category"]) if data["category"] else None,
            seller_ids=sellers,
            borne_by=_who(sellers) if data["bearer"] == Bearer.SELLER else None,
            most_orders=data["most_orders"],
        )


def _who(sellers: tuple[int, ...]) -> int:
    """The one seller who bears it; with none or several, one that VoucherTerms refuses."""
    return sellers[0] if len(sellers) == 1 else 0
