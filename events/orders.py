"""What happens to an order and to each seller's part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from events.base import Event


@dataclass(frozen=True)
class SoldLine:
    """One line as sold. Money in đồng, quantity in units of the listing.

    `amount_vnd` is before discounts, which are named by who bears them.
    """

    line_id: int
    product_id: int
    category_slug: str
    quantity: int
    amount_vnd: int
    market_discount_vnd: int = 0
    seller_discount_vnd: int = 0


@dataclass(frozen=True)
class RefusedLine:
    """Units of a line that the seller could not give. Money in đồng, before discounts."""

    line_id: int
    product_id: int
    quantity: int
    amount_vnd: int


@dataclass(frozen=True)
class OrderEvent(Event):
    """Anything that happens to a buyer's order as a whole."""

    aggregate: ClassVar[str] = "order"
    key: ClassVar[str] = "order_number"

    order_number: str


@dataclass(frozen=True)
class OrderPlaced(OrderEvent):
    """Written and its stock reserved. `channel` is web or fair; `payment_method` vnpay, cod or till_cash."""

    channel: str
    payment_method: str
    total_vnd: int
    seller_ids: tuple[int, ...]
    fair_id: int | None


@dataclass(frozen=True)
class OrderConfirmed(OrderEvent):
    """Money is in, or will be taken on delivery: the sellers may start."""


@dataclass(frozen=True)
class OrderCancelled(OrderEvent):
    """The buyer or an operator ended it before anything was handed over. `by` is buyer or operator."""

    by: str


@dataclass(frozen=True)
class OrderExpired(OrderEvent):
    """Nobody paid in time; the stock was given back."""


@dataclass(frozen=True)
class RefundBecameDue(OrderEvent):
    """Money came in (or had come in) for something that will not be delivered."""

    amount_vnd: int
    reason: str


@dataclass(frozen=True)
class SellerOrderEvent(Event):
    """Anything that happens to one seller's part."""

    aggregate: ClassVar[str] = "seller_order"
    key: ClassVar[str] = "seller_order_id"

    seller_order_id: int
    order_number: str
    seller_id: int


@dataclass(frozen=True)
class SellerOrderReady(SellerOrderEvent):
    """The part is ready for its seller to work on (paid, or cash on delivery)."""


@dataclass(frozen=True)
class SellerOrderAccepted(SellerOrderEvent):
    """The seller took it on."""


@dataclass(frozen=True)
class SellerOrderPacked(SellerOrderEvent):
    """Packed and waiting for whoever carries it."""


@dataclass(frozen=True)
class SellerOrderHandedOver(SellerOrderEvent):
    """Given to the carrier; `self` is the seller himself."""

    carrier: str = "self"


@dataclass(frozen=True)
class SellerOrderLinesRefused(SellerOrderEvent):
    """The seller gives less than was ordered; the stock was given back. `amount_vnd` is what the buyer pays less."""

    amount_vnd: int
    lines: tuple[RefusedLine, ...]


@dataclass(frozen=True)
class SellerOrderDeliveryFailed(SellerOrderEvent):
    """It came back to the seller; the stock was given back. `reason` is a SellerOrder.Failure."""

    reason: str


@dataclass(frozen=True)
class SellerOrderRefused(SellerOrderEvent):
    """The seller cannot deliver; the stock was given back. `amount_vnd` is what the buyer was to pay for the part."""

    amount_vnd: int


@dataclass(frozen=True)
class SellerOrderCancelled(SellerOrderEvent):
    """The part ended with its order (cancelled or expired); the stock was given back."""


@dataclass(frozen=True)
class SellerOrderDelivered(SellerOrderEvent):
    """The goods reached the buyer: a completed sale, carrying all that is counted."""

    commune_code: str
    channel: str
    fair_id: int | None
    payment_method: str
    goods_vnd: int
    delivery_fee_vnd: int
    lines: tuple[SoldLine, ...]
    # Who carried it; with cash on delivery he took the money, `self` is the seller himself.
    carrier: str = "self"
    # Discounts by who bears them, as on the lines together; goods are before, and the buyer paid less by, both.
    market_discount_vnd: int = 0
    seller_discount_vnd: int = 0


@dataclass(frozen=True)
class CodCashHandedOver(SellerOrderEvent):
    """The carrier gave the cash of a part on: `to` is seller, market or fair:<id>."""

    carrier: str
    to: str
    amount_vnd: int


@dataclass(frozen=True)
class ClaimEvent(Event):
    """Anything that happens to a buyer's claim about a delivered part."""

    aggregate: ClassVar[str] = "claim"
    key: ClassVar[str] = "claim_id"

    claim_id: int
    seller_order_id: int
    order_number: str
    seller_id: int


@dataclass(frozen=True)
class ClaimOpened(ClaimEvent):
    """The buyer complains; `reason` is a Claim.Reason."""

    reason: str


@dataclass(frozen=True)
class ClaimAnswered(ClaimEvent):
    """The producer said what he thinks of it; `answer` is agrees or disagrees."""

    answer: str


@dataclass(frozen=True)
class ClaimGranted(ClaimEvent):
    """An operator decided that money goes back."""

    amount_vnd: int


@dataclass(frozen=True)
class ClaimRejected(ClaimEvent):
    """An operator decided that nothing goes back."""


@dataclass(frozen=True)
class ClaimWithdrawn(ClaimEvent):
    """The buyer took it back."""


@dataclass(frozen=True)
class SaleReturned(ClaimEvent):
    """By how much a sale is taken back: goods, delivery, and the lines that sum to the goods. After its sale.

    Goods are before discounts; what comes back of those is named on the lines, and the buyer gets goods less both.
    """

    aggregate: ClassVar[str] = "seller_order"
    key: ClassVar[str] = "seller_order_id"

    goods_vnd: int
    delivery_fee_vnd: int
    lines: tuple[SoldLine, ...]
