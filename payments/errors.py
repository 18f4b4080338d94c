"""What can go wrong with a payment."""

from base.errors import Conflict, TemporaryFailure


class NothingToPay(Conflict):
    """The order is paid, over, or not paid this way."""

    code = "nothing_to_pay"


class SaleNotBooked(TemporaryFailure):
    """What happened to a sale came before the sale itself; it is tried again."""
