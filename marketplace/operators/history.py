"""Events of an order, a stall or a payment as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.money import Dong
from events.models import RecordedEvent

#: event -> (state of its node on the line, sentence). %(…)s are fields of the event, made readable by _readable().
SENTENCES = {
    "OrderPlaced": ("done", gettext_lazy("Khách đặt đơn %(total_vnd)s, trả bằng %(payment_method)s")),
    "OrderConfirmed": ("done", gettext_lazy("Chợ nhận đơn")),
    "OrderCancelled": ("stop", gettext_lazy("Đơn bị hủy, người hủy: %(by)s")),
    "OrderExpired": ("stop", gettext_lazy("Hết giờ trả tiền, hàng trả lại kệ")),
    "RefundBecameDue": ("stop", gettext_lazy("Phải hoàn %(amount_vnd)s: %(reason)s")),
    "SellerOrderReady": ("done", gettext_lazy("%(seller)s: có đơn mới")),
    "SellerOrderAccepted": ("done", gettext_lazy("%(seller)s: nhận đơn")),
    "SellerOrderPacked": ("done", gettext_lazy("%(seller)s: gói xong")),
    "SellerOrderHandedOver": ("done", gettext_lazy("%(seller)s: đưa cho người giao")),
    "SellerOrderRefused": ("stop", gettext_lazy("%(seller)s: không giao được phần %(amount_vnd)s")),
    "SellerOrderCancelled": ("stop", gettext_lazy("%(seller)s: phần này bị hủy, hàng trả lại kệ")),
    "SellerOrderDelivered": ("done", gettext_lazy("%(seller)s: khách đã cầm hàng")),
    "PaymentCaptured": ("done", gettext_lazy("Nhận %(amount_vnd)s qua %(provider)s, mã %(reference)s")),
    "PaymentFailed": ("stop", gettext_lazy("Trả tiền không thành, mã lỗi %(code)s của %(provider)s")),
    "PaymentHeld": ("stop", gettext_lazy("%(provider)s giữ tiền lại để kiểm tra, mã %(code)s")),
    "SellerRegistered": ("done", gettext_lazy("Gửi hồ sơ mở sạp")),
    "SellerApproved": ("done", gettext_lazy("Được duyệt, sạp mở")),
    "SellerRefused": ("stop", gettext_lazy("Chưa được duyệt")),
    "SellerSuspended": ("stop", gettext_lazy("Bị tạm khóa")),
    "SellerReopened": ("done", gettext_lazy("Mở lại")),
    "SellerChanged": ("done", gettext_lazy("Sửa thông tin sạp")),
}
_WORDS = {
    "payment_method": {
        "vnpay": gettext_lazy("VNPAY"),
        "cod": gettext_lazy("tiền mặt khi nhận hàng"),
        "till_cash": gettext_lazy("tiền mặt tại quầy"),
    },
    "by": {"buyer": gettext_lazy("khách"), "operator": gettext_lazy("chợ")},
    "provider": {
        "vnpay": gettext_lazy("VNPAY"),
        "fair_cash": gettext_lazy("quầy hội chợ"),
        "cod": gettext_lazy("người giao hàng"),
    },
    "reason": {
        "cancelled": gettext_lazy("đơn đã trả tiền bị hủy"),
        "seller_refused": gettext_lazy("sạp không giao được"),
        "paid_when_expired": gettext_lazy("tiền tới sau khi hết giờ giữ hàng"),
        "paid_when_cancelled": gettext_lazy("tiền tới sau khi đơn bị hủy"),
    },
}


@dataclass(frozen=True)
class Step:
    """One node of the line (design/parts/timeline.html)."""

    state: str
    title: str
    at: datetime
    detail: str = ""


def in_words(events: Iterable[RecordedEvent], seller_names: Mapping[int, str]) -> list[Step]:
    """The events that a person understands, in the order given; `seller_names` by seller id."""
    return [_step(event, seller_names) for event in events if event.name in SENTENCES]


def refund_reason(code: str) -> str:
    """Why money has to go back."""
    return str(_WORDS["reason"].get(code, code))


def _step(event: RecordedEvent, seller_names: Mapping[int, str]) -> Step:
    state, sentence = SENTENCES[event.name]
    fields = {key: _readable(key, value) for key, value in event.payload.items()}
    fields["seller"] = seller_names.get(event.payload.get("seller_id", 0), _("Sạp"))
    return Step(state, str(sentence) % fields, event.occurred_at)


def _readable(key: str, value: object) -> str:
    if key.endswith("_vnd") and isinstance(value, int):
        return str(Dong(value))
    return str(_WORDS.get(key, {}).get(str(value), value))
