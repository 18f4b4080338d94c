"""What can go wrong with an order."""

from base.errors import Conflict, MarketError


class EmptyOrder(MarketError):
    """There is nothing in it."""

    code = "empty_order"


class PriceChanged(Conflict):
    """The total is no longer the one that was shown. `shown_vnd`, `total_vnd`."""

    code = "price_changed"


class TooLarge(MarketError):
    """More than a single payment can carry, or more than a person buys. `most_vnd` or `most_units`."""

    code = "too_large"


class WrongState(Conflict):
    """The command does not fit the state it is in. `state`, `command`."""

    code = "wrong_state"


class ClaimTooLate(Conflict):
    """The window for complaining about a delivered part has passed. `until` (UTC)."""

    code = "claim_too_late"
