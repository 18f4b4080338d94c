"""What can go wrong with a payment."""

from base.errors import Conflict


class NothingToPay(Conflict):
    """The order is paid, over, or not paid this way."""

    code = "nothing_to_pay"
