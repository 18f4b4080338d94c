"""What is told to whom: live pages hear of entries (feeds), phones get messages (texts), messages leave (sending)."""

from notifications.handlers.feeds import (
    tell_officials,
    tell_operators,
    tell_order_page,
    tell_seller,
    tell_seller_of_order,
)
from notifications.handlers.sending import send_message
from notifications.handlers.texts import (
    text_buyer_of_confirmation,
    text_buyer_of_decision,
    text_buyer_of_dispatch,
    text_buyer_of_failed_delivery,
    text_buyer_of_new_goods,
    text_buyer_of_refund,
    text_buyer_of_refusal,
    text_buyer_of_refused_lines,
    text_seller_of_approval,
    text_seller_of_claim,
    text_seller_of_order,
    text_seller_of_refusal,
)

__all__ = [
    "send_message",
    "tell_officials",
    "tell_operators",
    "tell_order_page",
    "tell_seller",
    "tell_seller_of_order",
    "text_buyer_of_confirmation",
    "text_buyer_of_decision",
    "text_buyer_of_dispatch",
    "text_buyer_of_failed_delivery",
    "text_buyer_of_refund",
    "text_buyer_of_new_goods",
    "text_buyer_of_refusal",
    "text_buyer_of_refused_lines",
    "text_seller_of_approval",
    "text_seller_of_claim",
    "text_seller_of_order",
    "text_seller_of_refusal",
]
