"""What can go wrong at the door. None of these says whether a number is known."""

from base.errors import MarketError


class CodeRefused(MarketError):
    """Wrong, used, expired or asked for by another browser; or the account is closed, which nobody is told."""

    code = "code_refused"


class PasswordRefused(MarketError):
    """The second factor does not fit."""

    code = "password_refused"


class WeakPassword(MarketError):
    """A second factor that is guessed too easily. `at_least` characters are needed."""

    code = "weak_password"
