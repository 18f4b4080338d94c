"""What can go wrong at a fair."""

from base.errors import MarketError, Unauthenticated


class DeviceNotPaired(Unauthenticated):
    """No device has this key, or it was revoked."""

    code = "device_not_paired"


class PairingCodeInvalid(MarketError):
    """No open pairing code reads like this: wrong, used before, or older than ten minutes."""

    code = "pairing_code_invalid"


class FairNotRunning(MarketError):
    """Today is not a day of the fair. `fair` is its name."""

    code = "fair_not_running"


class NotAtFair(MarketError):
    """The product was not brought to this fair. `product_id`, `title`."""

    code = "not_at_fair"


class CashTooLittle(MarketError):
    """Less cash was given than the goods cost. `missing` is said in words (`20.000 ₫`), `total_vnd`, `given_vnd`."""

    code = "cash_too_little"
