"""What can be done to a seller, to what he lists, and to what he has in stock."""

from sellers.services.consent import record_ethnicity, withdraw_ethnicity
from sellers.services.listings import (
    approve_product,
    change_product,
    list_product,
    mark_sold_out,
    pause_product,
    refuse_product,
    resume_product,
)
from sellers.services.onboarding import (
    approve_seller,
    change_stall,
    refuse_seller,
    register_seller,
    reopen_seller,
    set_delivery_rates,
    suspend_seller,
)
from sellers.services.stock import (
    count_stock,
    open_stock,
    release_stock,
    reserve_stock,
    sell_reserved_stock,
    set_safety_stock,
)

__all__ = [
    "approve_product",
    "approve_seller",
    "change_product",
    "change_stall",
    "count_stock",
    "list_product",
    "mark_sold_out",
    "open_stock",
    "pause_product",
    "record_ethnicity",
    "refuse_product",
    "refuse_seller",
    "register_seller",
    "release_stock",
    "reopen_seller",
    "reserve_stock",
    "resume_product",
    "sell_reserved_stock",
    "set_delivery_rates",
    "set_safety_stock",
    "suspend_seller",
    "withdraw_ethnicity",
]
