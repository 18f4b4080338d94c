"""Errors that people may see. Each has a stable `code` and data; a screen turns them into words and a status."""

from __future__ import annotations

from typing import Any


class MarketError(Exception):
    """A rule said no. `code` is stable and documented in docs/errors.md; `data` fills the sentence shown."""

    code = "market_error"

    def __init__(self, **data: Any) -> None:
        super().__init__(f"{self.code} {data}" if data else self.code)
        self.data = data


class InvalidInput(MarketError):
    """What was typed cannot be right. `fields` maps a field name to the codes of its errors."""

    code = "invalid_input"

    def __init__(self, fields: dict[str, str], **data: Any) -> None:
        super().__init__(fields=fields, **data)
        self.fields = fields


class NotFound(MarketError):
    """There is no such thing, or not for this viewer: the two look the same on purpose."""

    code = "not_found"


class Unauthenticated(MarketError):
    """Nobody we know asks: the key is missing, wrong or no longer good."""

    code = "unauthenticated"


class Forbidden(MarketError):
    """Known, but not allowed."""

    code = "forbidden"


class Conflict(MarketError):
    """The thing is no longer in the state the command expected."""

    code = "conflict"


class RequestIdReused(MarketError):
    """The same request id came with another body (RFC draft idempotency-key: 422)."""

    code = "request_id_reused"


class TooManyAttempts(MarketError):
    """Asked or guessed too often; `retry_after` seconds until it is worth trying again."""

    code = "too_many_attempts"


class TemporaryFailure(Exception):
    """The world outside did not answer; the same work may succeed later, so it is retried with back-off."""


class FinalFailure(Exception):
    """Trying again cannot help; the delivery is parked at once."""
