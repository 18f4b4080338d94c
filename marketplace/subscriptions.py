"""The whole wiring: which handlers hear of which event. Whoever reads this page knows the system."""

from __future__ import annotations

from events.base import Event
from events.orders import SellerOrderDelivered
from events.payments import PaymentCaptured
from events.wiring import Handler
from indicators import handlers as indicators
from orders import handlers as orders

SUBSCRIPTIONS: dict[type[Event], tuple[Handler, ...]] = {
    PaymentCaptured: (orders.confirm_payment,),
    SellerOrderDelivered: (indicators.count_sale,),
}
