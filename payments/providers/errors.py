"""What a provider refuses before anything leaves the house."""

from __future__ import annotations

from base.errors import MarketError


class InvalidPaymentRequest(MarketError, ValueError):
    """A provider's message cannot carry what it was given. `field` is ours, `rule` says what it must be."""

    code = "invalid_payment_request"

    def __init__(self, field: str, rule: str) -> None:
        super().__init__(field=field, rule=rule)
        self.field = field
        self.rule = rule


class ProviderMisconfigured(MarketError, ValueError):
    """The merchant's own data cannot be right, so nothing signed with it would be worth trusting."""

    code = "provider_misconfigured"
