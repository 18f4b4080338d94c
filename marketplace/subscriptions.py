"""The whole wiring: which handlers hear of which event. Whoever reads this page knows the system."""

from __future__ import annotations

from events.base import Event
from events.catalogue import (
    ProductChanged,
    ProductListed,
    ProductPaused,
    ProductRefused,
    ProductResumed,
    ProductSubmitted,
    StockChanged,
)
from events.fairs import FairChanged
from events.indicators import SaleCounted
from events.messages import MessageQueued
from events.orders import (
    ClaimAnswered,
    ClaimGranted,
    ClaimOpened,
    ClaimRejected,
    ClaimWithdrawn,
    CodCashHandedOver,
    OrderCancelled,
    OrderConfirmed,
    OrderExpired,
    RefundBecameDue,
    SaleReturned,
    SellerOrderAccepted,
    SellerOrderCancelled,
    SellerOrderDelivered,
    SellerOrderDeliveryFailed,
    SellerOrderHandedOver,
    SellerOrderLinesRefused,
    SellerOrderPacked,
    SellerOrderReady,
    SellerOrderRefused,
)
from events.payments import (
    DifferencesFound,
    PaymentCaptured,
    PaymentFailed,
    PaymentHeld,
    PayoutReturned,
    PayoutSent,
    RefundCompleted,
    RefundFailed,
    RefundRequested,
)
from events.searches import SavedSearchFound
from events.sellers import (
    SellerApproved,
    SellerChanged,
    SellerRefused,
    SellerRegistered,
    SellerReopened,
    SellerSuspended,
)
from events.wiring import Handler
from indicators import handlers as indicators
from notifications import handlers as notifications
from orders import handlers as orders
from payments import handlers as payments
from search import handlers as search

SUBSCRIPTIONS: dict[type[Event], tuple[Handler, ...]] = {
    # a producer
    SellerRegistered: (notifications.tell_operators,),
    SellerApproved: (
        search.index_seller_products,
        notifications.tell_seller,
        notifications.tell_operators,
        notifications.text_seller_of_approval,
    ),
    SellerRefused: (notifications.tell_seller, notifications.tell_operators, notifications.text_seller_of_refusal),
    SellerSuspended: (search.index_seller_products, notifications.tell_seller),
    SellerReopened: (search.index_seller_products, notifications.tell_seller),
    SellerChanged: (search.index_seller_products,),
    # goods
    ProductSubmitted: (notifications.tell_operators,),
    ProductListed: (search.index_product, notifications.tell_seller, notifications.tell_operators),
    ProductChanged: (search.index_product,),
    ProductPaused: (search.index_product,),
    ProductResumed: (search.index_product,),
    ProductRefused: (search.index_product, notifications.tell_seller, notifications.tell_operators),
    StockChanged: (search.index_product,),
    # a trade fair
    FairChanged: (search.index_fair,),
    # money
    PaymentCaptured: (orders.confirm_payment,),
    PaymentFailed: (notifications.tell_order_page,),
    PaymentHeld: (notifications.tell_order_page, notifications.tell_operators),
    PayoutSent: (notifications.tell_seller,),
    PayoutReturned: (notifications.tell_seller, notifications.tell_operators),
    RefundBecameDue: (payments.request_due_refund,),
    RefundRequested: (notifications.tell_order_page, notifications.tell_operators),
    RefundCompleted: (notifications.tell_order_page, notifications.tell_operators, notifications.text_buyer_of_refund),
    RefundFailed: (notifications.tell_operators,),
    DifferencesFound: (notifications.tell_operators,),
    # a buyer's order
    OrderConfirmed: (notifications.tell_order_page, notifications.text_buyer_of_confirmation),
    OrderCancelled: (notifications.tell_order_page,),
    OrderExpired: (notifications.tell_order_page,),
    # one producer's part of it
    SellerOrderReady: (notifications.tell_seller_of_order, notifications.text_seller_of_order),
    SellerOrderAccepted: (notifications.tell_order_page, notifications.tell_seller),
    SellerOrderPacked: (notifications.tell_order_page, notifications.tell_seller),
    SellerOrderHandedOver: (
        notifications.tell_order_page,
        notifications.tell_seller,
        notifications.text_buyer_of_dispatch,
    ),
    SellerOrderDelivered: (
        payments.book_sale,
        payments.note_cash_on_delivery,
        indicators.count_sale,
        notifications.tell_order_page,
        notifications.tell_seller,
    ),
    SellerOrderRefused: (
        notifications.tell_order_page,
        notifications.tell_seller,
        notifications.text_buyer_of_refusal,
    ),
    SellerOrderLinesRefused: (
        notifications.tell_order_page,
        notifications.tell_seller,
        notifications.text_buyer_of_refused_lines,
    ),
    SellerOrderDeliveryFailed: (
        notifications.tell_order_page,
        notifications.tell_seller,
        notifications.text_buyer_of_failed_delivery,
    ),
    SellerOrderCancelled: (notifications.tell_seller,),
    CodCashHandedOver: (payments.book_cash_handed_over, notifications.tell_seller, notifications.tell_operators),
    SaleReturned: (payments.book_return,),
    # a claim about a delivered part
    ClaimOpened: (
        notifications.tell_order_page,
        notifications.tell_seller,
        notifications.tell_operators,
        notifications.text_seller_of_claim,
    ),
    ClaimAnswered: (notifications.tell_order_page, notifications.tell_seller, notifications.tell_operators),
    ClaimGranted: (
        notifications.tell_order_page,
        notifications.tell_seller,
        notifications.tell_operators,
        notifications.text_buyer_of_decision,
    ),
    ClaimRejected: (
        notifications.tell_order_page,
        notifications.tell_seller,
        notifications.tell_operators,
        notifications.text_buyer_of_decision,
    ),
    ClaimWithdrawn: (notifications.tell_order_page, notifications.tell_seller, notifications.tell_operators),
    # a buyer's saved search
    SavedSearchFound: (notifications.text_buyer_of_new_goods,),
    # what follows from those
    SaleCounted: (notifications.tell_officials,),
    MessageQueued: (notifications.send_message,),
}
