"""Switches for what goes wrong in real life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from payments.providers.vnpay.simulator.models import FaultSwitch

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

API_FAULTS = (
    ("", _("Trả lời bình thường")),
    (FaultSwitch.DOWN, _("Tắt máy: không làm gì, báo 503")),
    (FaultSwitch.GARBAGE, _("Làm xong nhưng trả lời không đọc được")),
)
REFUND_ANSWERS = (
    ("", _("Nhận hoàn, hỏi lại thì báo đã hoàn")),
    (FaultSwitch.REFUSED, _("Từ chối ngay")),
    (FaultSwitch.SLOW, _("Nhận hoàn, hỏi lại vẫn báo đang làm")),
    (FaultSwitch.LATE_REFUSAL, _("Nhận hoàn, hỏi lại thì báo từ chối")),
)


def _whole_number(label: _StrPromise, most: int) -> forms.IntegerField:
    wrong = format_lazy(_("Ghi số nguyên từ 0 đến {most}, hoặc để trống."), most=most)
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
    )


class FaultForm(forms.Form):
    """The switches of one reference, or of all when it is empty. Unset fields switch the fault off."""

    txn_ref = forms.CharField(label=_("Mã giao dịch (trống: mọi giao dịch)"), required=False, max_length=100)
    drop_ipn = forms.BooleanField(label=_("Không gọi IPN"), required=False)
    ipn_delay_seconds = _whole_number(_("Gọi IPN trễ (giây)"), 86_400)
    ipn_repeats = _whole_number(_("Gọi IPN thừa (lần)"), 100)
    api_fault = forms.ChoiceField(label=_("Truy vấn và hoàn tiền"), required=False, choices=API_FAULTS)
    refund_answer = forms.ChoiceField(label=_("Khi được yêu cầu hoàn"), required=False, choices=REFUND_ANSWERS)
    answer_delay_seconds = _whole_number(_("Trả lời chậm (giây)"), 60)

    def save(self) -> None:
        """Put the switches in place of the earlier ones."""
        values = {name: 0 if value is None else value for name, value in self.cleaned_data.items()}
        FaultSwitch.objects.update_or_create(txn_ref=values.pop("txn_ref"), defaults=values)


def faults_of(txn_ref: str) -> FaultSwitch:
    """The reference's own switches, else everybody's, else none set."""
    own_or_common = FaultSwitch.objects.filter(txn_ref__in=("", txn_ref)).order_by("-txn_ref")
    return own_or_common.first() or FaultSwitch()
