"""The way of one seller's part, told from the event log: what happened and when, what is awaited, what comes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import RecordedEvent
from marketplace.design.words import dong
from marketplace.storefront.buying.delivery import day_range, expected_days
from orders.models import Order, SellerOrder

State = SellerOrder.State

HAPPENED = {
    "OrderExpired": gettext_lazy("Hết giờ trả tiền"),
    "SellerOrderReady": gettext_lazy("Đã báo cho sạp"),
    "SellerOrderAccepted": gettext_lazy("Sạp nhận đơn"),
    "SellerOrderPacked": gettext_lazy("Đã gói xong"),
    "SellerOrderHandedOver": gettext_lazy("Đã gửi đi"),
    "SellerOrderDelivered": gettext_lazy("Đã tới tay bạn"),
}
STOPPED = {
    "SellerOrderRefused": gettext_lazy("Sạp không giao được"),
    "SellerOrderLinesRefused": gettext_lazy("Sạp giao thiếu món"),
    "SellerOrderDeliveryFailed": gettext_lazy("Giao không thành, hàng quay về sạp"),
}
AWAITED = {
    State.AWAITING_PAYMENT: gettext_lazy("Chờ tiền vào"),
    State.INCOMING: gettext_lazy("Chờ sạp nhận đơn"),
    State.ACCEPTED: gettext_lazy("Sạp đang gói hàng"),
    State.PACKED: gettext_lazy("Đã gói, chờ gửi đi"),
    State.HANDED_OVER: gettext_lazy("Đang trên đường tới bạn"),
}
#: What comes after the first, the second and the third awaited state.
COMING = (gettext_lazy("Sạp nhận đơn"), gettext_lazy("Gói hàng"), gettext_lazy("Gửi đi"))


@dataclass(frozen=True)
class Step:
    """A node of the timeline: `state` is done, now, todo or stop; `at` aware UTC."""

    state: str
    title: str
    at: datetime | None = None
    detail: str = ""


def steps_of(part: SellerOrder, order: Order, events: Iterable[RecordedEvent]) -> list[Step]:
    """All steps of a part, oldest first. `events` are those of the order and of all its parts."""
    mine = {f"order:{order.number}", f"seller_order:{part.pk}"}
    happened = [event for event in events if event.aggregate_id in mine]
    return [*_done(part, order, happened), *_now(part, order), *_to_come(part, order)]


def _done(part: SellerOrder, order: Order, happened: list[RecordedEvent]) -> Iterable[Step]:
    for event in happened:
        if event.name == "OrderConfirmed" and order.payment_method != Order.Method.COD:
            yield Step("done", _("Chợ đã nhận tiền"), event.occurred_at)
        elif event.name == "OrderExpired" and part.state == State.CANCELLED:
            yield Step("stop", _("Hết giờ trả tiền, đơn tự hủy"), event.occurred_at)
        elif event.name == "OrderCancelled" and part.state == State.CANCELLED:
            why = _(order.cancel_reason) if order.cancel_reason else ""
            yield Step("stop", _cancelled_by(event.payload.get("by", "")), event.occurred_at, why)
        elif event.name in STOPPED:
            yield Step("stop", str(STOPPED[event.name]), event.occurred_at, _why(part, event.name))
        elif event.name in HAPPENED:
            yield Step("done", str(HAPPENED[event.name]), event.occurred_at)


def _why(part: SellerOrder, name: str) -> str:
    if name == "SellerOrderDeliveryFailed":
        return part.get_failure_display()
    return _(part.refusal_reason) if part.refusal_reason else ""


def _cancelled_by(whom: str) -> str:
    return _("Bạn đã hủy đơn") if whom == "buyer" else _("Chợ đã hủy đơn")


def _now(part: SellerOrder, order: Order) -> Iterable[Step]:
    if part.state not in AWAITED:
        return
    expected = ""
    if part.state in (State.ACCEPTED, State.PACKED, State.HANDED_OVER) and order.province_code:
        days = day_range(*expected_days(order.province_code, part.state_since))
        expected = _("Dự kiến tới %(days)s") % {"days": days}
    yield Step("now", str(AWAITED[State(part.state)]), detail=expected)


def _to_come(part: SellerOrder, order: Order) -> Iterable[Step]:
    if part.state not in AWAITED:
        return
    for title in COMING[list(AWAITED).index(State(part.state)) :]:
        yield Step("todo", str(title))
    if order.payment_method == Order.Method.COD:
        yield Step("todo", _("Giao tới bạn, trả %(amount)s") % {"amount": dong(part.total)})
    else:
        yield Step("todo", _("Giao tới bạn"))
