"""What can go wrong with a bank's statement and its transfers."""

from __future__ import annotations

from base.errors import Conflict, MarketError


class BadStatement(MarketError):
    """The file is no statement of that bank. `row` counts from 1, `field` names what could not be read."""

    code = "bad_statement"


class TransferDecided(Conflict):
    """The transfer is no longer waiting for a decision. `state`."""

    code = "transfer_decided"


class NoSuchOrderToPay(MarketError):
    """No order with this number waits for a bank transfer. `order_number`."""

    code = "no_such_order_to_pay"


class TransferAmountDiffers(MarketError):
    """The order asks for another amount than the transfer brought. `amount_vnd`, `wanted_vnd`."""

    code = "transfer_amount_differs"
