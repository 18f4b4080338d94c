"""Events of an order, a stall or a payment as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.money import Dong
from events.models import RecordedEvent
from orders.claims.models import Claim
from orders.delivery.carriers import CARRIERS
from orders.models import SellerOrder

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
    "SellerOrderLinesRefused": ("stop", gettext_lazy("%(seller)s: không đủ hàng, bớt %(amount_vnd)s")),
    "SellerOrderDeliveryFailed": ("stop", gettext_lazy("%(seller)s: giao không thành. %(reason)s")),
    "CodCashHandedOver": ("done", gettext_lazy("%(carrier)s đã nộp %(amount_vnd)s, người nhận: %(to)s")),
    "ClaimOpened": ("stop", gettext_lazy("Khách khiếu nại %(seller)s: %(reason)s")),
    "ClaimAnswered": ("done", gettext_lazy("%(seller)s trả lời khiếu nại: %(answer)s")),
    "ClaimGranted": ("done", gettext_lazy("Chợ quyết định hoàn %(amount_vnd)s cho khách")),
    "ClaimRejected": ("done", gettext_lazy("Chợ không chấp nhận khiếu nại")),
    "ClaimWithdrawn": ("done", gettext_lazy("Khách rút khiếu nại")),
    "PaymentCaptured": ("done", gettext_lazy("Nhận %(amount_vnd)s qua %(provider)s, mã %(reference)s")),
    "PaymentFailed": ("stop", gettext_lazy("Trả tiền không thành, mã lỗi %(code)s của %(provider)s")),
    "PaymentHeld": ("stop", gettext_lazy("%(provider)s giữ tiền lại để kiểm tra, mã %(code)s")),
    "RefundRequested": ("done", gettext_lazy("Đã để riêng %(amount_vnd)s để hoàn: %(reason)s")),
    "RefundCompleted": ("done", gettext_lazy("Đã hoàn %(amount_vnd)s")),
    "RefundFailed": ("stop", gettext_lazy("Cổng từ chối hoàn %(amount_vnd)s, mã %(code)s: cần người làm")),
    "SellerRegistered": ("done", gettext_lazy("Gửi hồ sơ mở sạp")),
    "SellerApproved": ("done", gettext_lazy("Được duyệt, sạp mở")),
    "SellerRefused": ("stop", gettext_lazy("Chưa được duyệt")),
    "SellerSuspended": ("stop", gettext_lazy("Bị tạm khóa")),
    "SellerReopened": ("done", gettext_lazy("Mở lại")),
    "SellerChanged": ("done", gettext_lazy("Sửa thông tin sạp")),
}
_WORDS: dict[str, dict[str, Any]] = {
    "payment_method": {
        "vnpay": gettext_lazy("VNPAY"),
        "vietqr": gettext_lazy("chuyển khoản"),
        "cod": gettext_lazy("tiền mặt khi nhận hàng"),
        "till_cash": gettext_lazy("tiền mặt tại quầy"),
    },
    "by": {"buyer": gettext_lazy("khách"), "operator": gettext_lazy("chợ")},
    "provider": {
        "vnpay": gettext_lazy("VNPAY"),
        "vietqr": gettext_lazy("chuyển khoản"),
        "fair_cash": gettext_lazy("quầy hội chợ"),
        "cod": gettext_lazy("người giao hàng"),
    },
    "reason": {
        "cancelled": gettext_lazy("đơn đã trả tiền bị hủy"),
        "seller_refused": gettext_lazy("sạp không giao được"),
        "paid_twice": gettext_lazy("khách trả hai lần"),
        "suspected": gettext_lazy("chợ không nhận khoản bị nghi gian lận"),
        "paid_when_expired": gettext_lazy("tiền tới sau khi hết giờ giữ hàng"),
        "paid_when_cancelled": gettext_lazy("tiền tới sau khi đơn bị hủy"),
        "lines_refused": gettext_lazy("sạp không đủ hàng"),
        "delivery_failed": gettext_lazy("giao không thành"),
        "claim_granted": gettext_lazy("khiếu nại được chấp nhận"),
        **dict([*SellerOrder.Failure.choices, *Claim.Reason.choices]),
    },
    "answer": {"agrees": gettext_lazy("đồng ý hoàn"), "disagrees": gettext_lazy("không đồng ý")},
    "carrier": {code: gettext_lazy(carrier.name) for code, carrier in CARRIERS.items()},
    "to": {"seller": gettext_lazy("sạp"), "market": gettext_lazy("chợ")},
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
