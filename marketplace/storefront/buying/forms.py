"""The buyer's form: who, where, how paid."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.storefront.buying.fields import MobileField, PlainField
from marketplace.storefront.buying.transfer import offered
from orders.models import Order
from orders.services import DeliveryAddress
from people.models import User
from people.phones import as_spoken
from places.register import communes_of, provinces

#: What a session keeps for the next time, and only when the buyer ticked the box.
SESSION_KEY = "buyer"
REMEMBERED = ("name", "phone", "province", "commune", "line", "note")
WAYS_TO_PAY = [
    (Order.Method.COD, _("Trả khi nhận hàng")),
    (Order.Method.VNPAY, _("Qua VNPAY")),
    # Left out where the market named no account.
    (Order.Method.VIETQR, _("Chuyển khoản bằng mã QR")),
]


class CheckoutForm(forms.Form):
    """Everything typed at the checkout. Communes follow the province that is chosen."""

    name = PlainField(
        label=_("Tên người nhận"),
        max_length=120,
        letters=True,
        error_messages={"required": _("Ghi tên người nhận, để người giao gọi đúng tên.")},
    )
    phone = MobileField(
        label=_("Số điện thoại"),
        max_length=40,
        error_messages={"required": _("Ghi số điện thoại, để người giao gọi khi tới. Ví dụ 0912\u00a0345\u00a0678.")},
    )
    line = PlainField(
        label=_("Số nhà, đường, ấp"),
        max_length=200,
        letters=True,
        error_messages={"required": _("Ghi số nhà và đường, hoặc tên ấp, khóm.")},
    )
    province = forms.ChoiceField(
        label=_("Tỉnh, thành phố"),
        error_messages={
            "required": _("Chọn tỉnh hoặc thành phố."),
            "invalid_choice": _("Chọn một tỉnh trong danh sách."),
        },
    )
    commune = forms.ChoiceField(
        label=_("Xã, phường"),
        error_messages={
            "required": _("Chọn xã hoặc phường."),
            "invalid_choice": _("Xã, phường này không thuộc tỉnh đã chọn. Chọn lại."),
        },
    )
    note = PlainField(label=_("Dặn người giao"), max_length=300, required=False)
    payment_method = forms.ChoiceField(
        label=_("Trả tiền cách nào?"),
        choices=WAYS_TO_PAY,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Chọn cách trả tiền."),
            "invalid_choice": _("Chọn một cách trả tiền trong danh sách."),
        },
    )
    remember = forms.BooleanField(label=_("Nhớ tên và địa chỉ trên máy này cho lần mua sau"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not offered():
            self._choice("payment_method").choices = WAYS_TO_PAY[:2]
        self._choice("province").choices = [(p.code, p.name) for p in provinces().values()]
        communes = [(c.code, c.full_name) for c in communes_of(self.province_code)]
        self._choice("commune").choices = [("", _("Chọn xã, phường")), *communes]

    def _choice(self, name: str) -> forms.ChoiceField:
        return cast("forms.ChoiceField", self.fields[name])

    @property
    def province_code(self) -> str:
        """The province chosen so far; the market's own when it is none of ours."""
        chosen = str(self["province"].value())
        return chosen if chosen in provinces() else settings.MARKET_PROVINCE_CODE

    def address(self) -> DeliveryAddress:
        """Where and to whom, once the form is valid."""
        clean = self.cleaned_data
        return DeliveryAddress(
            name=clean["name"],
            phone=clean["phone"],
            line=clean["line"],
            commune_code=clean["commune"],
            province_code=clean["province"],
            note=clean["note"],
        )


def first_values(remembered: dict[str, str] | None, viewer: User | None) -> dict[str, Any]:
    """What the form begins with: what the buyer let us remember, else what we know of who is logged in."""
    begin: dict[str, Any] = {"province": settings.MARKET_PROVINCE_CODE, "payment_method": Order.Method.COD}
    if viewer is not None:
        begin |= {"name": viewer.full_name, "phone": as_spoken(viewer.phone)}
    if remembered:
        begin |= {field: remembered[field] for field in REMEMBERED if field in remembered} | {"remember": True}
    return begin


def remembered_buyer(request: HttpRequest) -> dict[str, str] | None:
    """What the buyer let this browser keep."""
    return request.session.get(SESSION_KEY)


def remember_buyer(request: HttpRequest, form: CheckoutForm) -> None:
    """Keep, or forget, what was typed: as the box says."""
    clean = form.cleaned_data
    if clean["remember"]:
        kept = {field: clean[field] for field in REMEMBERED}
        request.session[SESSION_KEY] = kept | {"phone": as_spoken(clean["phone"])}
    elif SESSION_KEY in request.session:
        del request.session[SESSION_KEY]
