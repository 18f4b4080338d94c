"""What can be said of an order's money. Nothing is called paid before the ledger says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from orders.models import Order
from payments.models import PaymentAttempt
from payments.providers.vnpay.codes import explain

Attempt = PaymentAttempt.State


@dataclass(frozen=True)
class PaymentState:
    """`tone` and `icon` of a note, its words, and for how many more minutes the buyer may (try again to) pay: at a
    gateway in minutes, by a transfer until an hour of a day.

    `tried`: a try may still be under way, so that another one is offered quietly.
    """

    title: str
    detail: str = ""
    tone: str = ""
    icon: str = "info"
    minutes_left: int = 0
    held_until: datetime | None = None
    tried: bool = False
    paid: bool = False


def payment_state(order: Order, attempts: Sequence[PaymentAttempt], now: datetime) -> PaymentState:
    """`attempts` oldest first."""
    if order.payment_method == Order.Method.COD:
        return _on_delivery(order)
    if order.payment_method == Order.Method.TILL_CASH:
        return PaymentState(_("Đã trả tiền mặt tại quầy."), tone="leaf", icon="check", paid=True)
    return _in_advance(order, attempts, now)


def _on_delivery(order: Order) -> PaymentState:
    if order.status == Order.Status.COMPLETED:
        return PaymentState(_("Đã trả cho người giao."), tone="leaf", icon="check", paid=True)
    if order.status == Order.Status.CANCELLED:
        return PaymentState(_("Đơn đã hủy, bạn không phải trả gì."))
    return PaymentState(_("Trả tiền mặt khi nhận hàng, từng kiện một."), icon="money")


def _in_advance(order: Order, attempts: Sequence[PaymentAttempt], now: datetime) -> PaymentState:
    states = {attempt.state for attempt in attempts}
    if order.paid_at is not None or Attempt.CAPTURED in states:
        return PaymentState(_("Chợ đã nhận tiền của bạn."), tone="leaf", icon="check", paid=True)
    if Attempt.HELD in states:
        return PaymentState(
            _("VNPAY đang kiểm tra lượt trả tiền này."),
            _("Đừng trả lần nữa. Chợ báo bạn ngay khi có kết quả."),
            tone="honey",
            icon="wait",
        )
    if order.status == Order.Status.EXPIRED:
        return _expired(attempts)
    if order.status == Order.Status.CANCELLED:
        return PaymentState(_("Đơn đã hủy, bạn không phải trả gì."), icon="info")
    return _awaiting(order, attempts[-1] if attempts else None, now)


def _expired(attempts: Sequence[PaymentAttempt]) -> PaymentState:
    detail = _("Hàng đã trả về sạp. Nếu còn cần, bạn đặt lại.")
    if any(attempt.state == Attempt.STARTED for attempt in attempts):
        detail = _("Nếu bạn vừa trả, đừng trả lần nữa: tiền tới thì chợ giao tiếp khi còn hàng, không thì hoàn lại.")
    return PaymentState(_("Quá giờ trả tiền, đơn đã tự hủy."), detail, tone="bad", icon="clock")


def _by_transfer(order: Order, now: datetime) -> PaymentState:
    open_still = order.reserved_until is not None and order.reserved_until > now
    return PaymentState(
        _("Đang chờ bạn chuyển khoản."),
        _("Chuyển rồi thì đừng chuyển lần nữa: chợ đối chiếu với ngân hàng, có khi mất vài giờ."),
        tone="honey",
        icon="wait",
        held_until=order.reserved_until if open_still else None,
    )


def _awaiting(order: Order, last: PaymentAttempt | None, now: datetime) -> PaymentState:
    if order.payment_method == Order.Method.VIETQR:
        return _by_transfer(order, now)
    seconds = (order.reserved_until - now).total_seconds() if order.reserved_until else 0
    minutes = max(0, int(seconds // 60)) or (1 if seconds > 0 else 0)
    if last is not None and last.state == Attempt.FAILED:
        return PaymentState(_("Lượt trả tiền vừa rồi không thành."), explain(last.failure_code), "bad", "warn", minutes)
    if last is not None or not minutes:
        words = _("Đang chờ tiền vào. Đừng chuyển lần nữa.")
        return PaymentState(words, tone="honey", icon="wait", minutes_left=minutes, tried=True)
    return PaymentState(_("Đơn này chưa trả tiền."), tone="honey", icon="wait", minutes_left=minutes)
