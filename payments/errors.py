"""What can go wrong with a payment."""

from base.errors import Conflict, Forbidden, MarketError, TemporaryFailure


class NothingToPay(Conflict):
    """The order is paid, over, or not paid this way."""

    code = "nothing_to_pay"


class NothingToPayOut(Conflict):
    """No seller has enough that is due; or another run took it a moment ago."""

    code = "nothing_to_pay_out"


class RunDecided(Conflict):
    """The run was approved or dropped already."""

    code = "run_decided"


class SecondOperatorNeeded(Forbidden):
    """A run of this size is approved by somebody else than who prepared it."""

    code = "second_operator_needed"


class UnreadableFile(MarketError):
    """The file has not the columns that it should have. `columns` names them."""

    code = "unreadable_file"


class SaleNotBooked(TemporaryFailure):
    """What happened to a sale came before the sale itself; it is tried again."""


class NotHeld(Conflict):
    """The payment is not held, or not for a reason that this decision fits. `reference`, `state`."""

    code = "not_held"
