"""What can go wrong with giving money back."""

from __future__ import annotations

from base.errors import Conflict


class RefundExceedsPaid(Conflict):
    """More would go back than came in for the order. `order_number`, `amount_vnd`, `left_vnd`."""

    code = "refund_exceeds_paid"


class RefundDecided(Conflict):
    """The refund is no longer where the command expected it. `reference`, `state`."""

    code = "refund_decided"
