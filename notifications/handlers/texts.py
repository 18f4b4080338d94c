"""Messages for people's phones: few, and only what somebody waits for or has to act on."""

from __future__ import annotations

from base.money import Dong, total
from events.base import Envelope
from events.orders import (
    ClaimEvent,
    ClaimOpened,
    OrderConfirmed,
    SellerOrderDeliveryFailed,
    SellerOrderEvent,
    SellerOrderHandedOver,
    SellerOrderLinesRefused,
    SellerOrderReady,
    SellerOrderRefused,
)
from events.payments import RefundCompleted
from events.searches import SavedSearchFound
from events.sellers import SellerApproved, SellerRefused
from notifications.services import queue_message
from notifications.wording import REFUNDED_TO, order_link, plain_dong, saved_link, short_message, stall_link
from orders.models import Order, SellerOrder
from people.models import User
from sellers.models import Partner


def text_seller_of_order(envelope: Envelope[SellerOrderReady]) -> None:
    """The producer has a new order. What is sold at a fair went over the table already."""
    part = _part(envelope)
    if part.order.channel == Order.Channel.FAIR:
        return
    words = f"Sạp có đơn mới {part.order.number}, {plain_dong(part.total)}. Mở để nhận đơn:"
    _text_seller(envelope, part.seller, short_message(words, stall_link()))


def text_seller_of_approval(envelope: Envelope[SellerApproved]) -> None:
    """The stall may open."""
    seller = Partner.objects.get(pk=envelope.event.seller_id)
    _text_seller(envelope, seller, short_message(f'"{seller.name}" đã được mở. Đăng hàng tại:', stall_link()))


def text_seller_of_refusal(envelope: Envelope[SellerRefused]) -> None:
    """The stall may not open, and why."""
    seller = Partner.objects.get(pk=envelope.event.seller_id)
    words = f'"{seller.name}" chưa được mở: {seller.refusal_reason}. Sửa rồi gửi lại:'
    _text_seller(envelope, seller, short_message(words, stall_link()))


def text_buyer_of_confirmation(envelope: Envelope[OrderConfirmed]) -> None:
    """The order stands: paid, or to be paid on delivery. The link leads to its page."""
    order = Order.objects.get(number=envelope.event.order_number)
    discount = total([part.discount for part in order.seller_orders.all()])
    less = f" (đã giảm {plain_dong(discount)})" if discount else ""
    words = f"Đã nhận đơn {order.number}, {plain_dong(order.total)}{less}. Theo dõi:"
    _text_buyer(envelope, order, short_message(words, order_link(order)))


def text_buyer_of_dispatch(envelope: Envelope[SellerOrderHandedOver]) -> None:
    """Goods are on their way."""
    part = _part(envelope)
    words = f"Đơn {part.order.number} đang giao. Xem:"
    _text_buyer(envelope, part.order, short_message(words, order_link(part.order)))


def text_buyer_of_refusal(envelope: Envelope[SellerOrderRefused]) -> None:
    """A producer cannot deliver; why is on the order's page."""
    _text_buyer_of_part(envelope, "{seller} không giao được")


def text_buyer_of_refused_lines(envelope: Envelope[SellerOrderLinesRefused]) -> None:
    """A producer gives less than was ordered; what and why is on the order's page."""
    _text_buyer_of_part(envelope, "{seller} giao thiếu món")


def text_buyer_of_failed_delivery(envelope: Envelope[SellerOrderDeliveryFailed]) -> None:
    """The parcel went back to its producer."""
    _text_buyer_of_part(envelope, "{seller} giao không thành, hàng đã quay về")


def text_seller_of_claim(envelope: Envelope[ClaimOpened]) -> None:
    """A buyer complains; there is a deadline for the answer."""
    part = _part(envelope)
    _text_seller(envelope, part.seller, short_message(f"Đơn {part.order.number} bị khiếu nại. Trả lời:", stall_link()))


def text_buyer_of_new_goods(envelope: Envelope[SavedSearchFound]) -> None:
    """New goods fit a search that somebody saved. Which one, the page behind the link says."""
    user = User.objects.filter(pk=envelope.event.user_id, is_active=True).first()
    if user:
        words = f"Có {envelope.event.goods} món mới hợp với điều bạn đang tìm. Xem:"
        queue_message(key=f"saved-{envelope.event_id}", to=user.phone, text=short_message(words, saved_link()))


def text_buyer_of_refund(envelope: Envelope[RefundCompleted]) -> None:
    """The money is back, and where to look for it."""
    event = envelope.event
    order = Order.objects.get(number=event.order_number)
    where = REFUNDED_TO[event.method]
    words = f"Đơn {order.number}: đã hoàn {plain_dong(Dong(event.amount_vnd))} {where}. Xem:"
    _text_buyer(envelope, order, short_message(words, order_link(order)))


def text_buyer_of_decision(envelope: Envelope[ClaimEvent]) -> None:
    """The market decided about a claim."""
    _text_buyer_of_part(envelope, "chợ đã quyết định về khiếu nại của bạn")


def _text_buyer_of_part(envelope: Envelope, words: str) -> None:
    part = _part(envelope)
    said = f"Đơn {part.order.number}: {words.format(seller=part.seller.name)}. Xem:"
    _text_buyer(envelope, part.order, short_message(said, order_link(part.order)))


def _part(envelope: Envelope[SellerOrderEvent | ClaimEvent]) -> SellerOrder:
    return SellerOrder.objects.select_related("order", "seller").get(pk=envelope.event.seller_order_id)


def _text_seller(envelope: Envelope, seller: Partner, text: str) -> None:
    if seller.phone:
        queue_message(key=f"seller-{envelope.event_id}", to=seller.phone, text=text)


def _text_buyer(envelope: Envelope, order: Order, text: str) -> None:
    # At a fair's till nobody asks for a number.
    if order.buyer_phone and order.channel != Order.Channel.FAIR:
        queue_message(key=f"buyer-{envelope.event_id}", to=order.buyer_phone, text=text)
