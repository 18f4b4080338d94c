"""What can be done with an order."""

from orders.services.ending import cancel_order, expire_orders
from orders.services.fulfilment import (
    accept_seller_order,
    confirm_receipt,
    hand_over_seller_order,
    pack_seller_order,
    refuse_seller_order,
)
from orders.services.paying import confirm_order
from orders.services.placing import DeliveryAddress, OrderRequest, WantedLine, place_order

__all__ = [
    "DeliveryAddress",
    "OrderRequest",
    "WantedLine",
    "accept_seller_order",
    "cancel_order",
    "confirm_order",
    "confirm_receipt",
    "expire_orders",
    "hand_over_seller_order",
    "pack_seller_order",
    "place_order",
    "refuse_seller_order",
]
