"""What can be done with an order."""

from orders.claims.services import (
    ClaimRequest,
    answer_claim,
    grant_claim,
    open_claim,
    reject_claim,
    withdraw_claim,
)
from orders.delivery.services import hand_over_cash
from orders.services.ending import cancel_order, expire_order, expire_orders
from orders.services.fulfilment import (
    accept_seller_order,
    confirm_receipt,
    fail_delivery,
    hand_over_seller_order,
    pack_seller_order,
    refuse_seller_order,
    refuse_seller_order_lines,
)
from orders.services.paying import confirm_order
from orders.services.placing import DeliveryAddress, OrderRequest, WantedLine, place_order

__all__ = [
    "ClaimRequest",
    "DeliveryAddress",
    "OrderRequest",
    "WantedLine",
    "accept_seller_order",
    "answer_claim",
    "cancel_order",
    "confirm_order",
    "confirm_receipt",
    "expire_order",
    "expire_orders",
    "fail_delivery",
    "grant_claim",
    "hand_over_cash",
    "hand_over_seller_order",
    "open_claim",
    "pack_seller_order",
    "place_order",
    "refuse_seller_order",
    "refuse_seller_order_lines",
    "reject_claim",
    "withdraw_claim",
]
