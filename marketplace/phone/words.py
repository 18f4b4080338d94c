"""What the producer is told after a step with an order."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from orders.models import SellerOrder

State = SellerOrder.State

_DONE = {
    "accept": gettext_noop("Đã nhận đơn. Gói hàng xong thì bấm “Đã gói xong”."),
    "pack": gettext_noop("Đã gói xong. Đưa hàng cho người chở rồi bấm “Đã giao cho người chở”."),
    "hand_over": gettext_noop("Hàng đang trên đường tới khách."),
    "cash": gettext_noop("Đã ghi: tiền đơn này bạn đã cầm."),
    "deliver": gettext_noop("Xong đơn. Tiền hàng đã tính vào tháng này."),
}
_LATE = {
    State.INCOMING: gettext_noop("Đơn này chưa được nhận. Bấm “Nhận đơn” trước."),
    State.ACCEPTED: gettext_noop("Đơn này đã nhận rồi, giờ gói hàng."),
    State.PACKED: gettext_noop("Đơn này đã gói rồi, giờ giao cho người chở."),
    State.HANDED_OVER: gettext_noop("Đơn này đã giao cho người chở rồi."),
    State.DELIVERED: gettext_noop("Đơn này khách đã nhận hàng rồi."),
    State.UNDELIVERED: gettext_noop("Đơn này đã báo giao không thành, hàng đã trở lại sạp."),
    State.REFUSED: gettext_noop("Đơn này bạn đã báo không giao được rồi."),
    State.CANCELLED: gettext_noop("Đơn này đã bị hủy. Đừng gói nữa, hàng đã trở lại sạp."),
}


def done_words(command: str) -> str:
    """After a step that was taken: what happened, what is next."""
    return _(_DONE[command])


def late_words(state: str) -> str:
    """After a step that no longer fits: where the order is by now."""
    # What is late about cash is no state of the order.
    return _(_LATE[State(state)]) if state in _LATE else _("Tiền đơn này đã được ghi nhận rồi.")
