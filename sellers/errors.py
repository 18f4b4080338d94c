"""What can go wrong with sellers and their stock."""

from base.errors import Conflict, MarketError


class OutOfStock(MarketError):
    """Fewer units are left than wanted. `product_id`, `title`, `wanted`, `available`."""

    code = "out_of_stock"


class NotOnSale(MarketError):
    """The listing is paused, not approved, or its stall is closed. `product_id`, `title`."""

    code = "not_on_sale"


class SellerNotOpen(MarketError):
    """The stall has not been approved (yet, or any more)."""

    code = "seller_not_open"


class StockBelowReserved(Conflict):
    """The counted number is below what is promised to open orders. `reserved` units."""

    code = "stock_below_reserved"
