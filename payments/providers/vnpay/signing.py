"""VNPAY 2.1.0 signatures: HMAC-SHA512, lower-case hex.

Two different strings are signed. The browser and IPN messages sign a sorted, form-encoded query; the JSON calls
(querydr, refund) sign values joined by `|` in a fixed order, not encoded. The README beside this file lists the traps.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from urllib.parse import quote_plus

SIGNATURE = "vnp_SecureHash"
_NEVER_SIGNED = frozenset({SIGNATURE, "vnp_SecureHashType"})


def canonical_query(params: Mapping[str, str]) -> str:
    """The string VNPAY signs: its own non-empty fields by name, values form-encoded (a space becomes `+`).

    Raises UnicodeEncodeError for text that has no UTF-8 form.
    """
    own = {
        name: value
        for name, value in params.items()
        if name.startswith("vnp_") and value != "" and name not in _NEVER_SIGNED
    }
    return "&".join(f"{quote_plus(name)}={quote_plus(own[name])}" for name in sorted(own))


def sign(params: Mapping[str, str], secret: str) -> str:
    """Signature of a query message."""
    return _digest(canonical_query(params), secret)


def signed_query(params: Mapping[str, str], secret: str) -> str:
    """The query string with its signature at the end, ready to follow a `?`."""
    query = canonical_query(params)
    return f"{query}&{SIGNATURE}={_digest(query, secret)}"


def verify(params: Mapping[str, str], secret: str) -> bool:
    """Whether decoded query parameters carry the signature they should. Never raises for hostile text."""
    try:
        return _same(params.get(SIGNATURE, ""), sign(params, secret))
    except UnicodeEncodeError:
        return False


def checksum(fields: Mapping[str, str], order: Sequence[str], secret: str) -> str:
    """Signature of a JSON call: raw values in the documented order, an absent one counting as empty."""
    return _digest("|".join(fields.get(name, "") for name in order), secret)


def verify_checksum(fields: Mapping[str, str], order: Sequence[str], secret: str) -> bool:
    """Whether a JSON answer carries its checksum, computed on the values exactly as received."""
    try:
        return _same(fields.get(SIGNATURE, ""), checksum(fields, order, secret))
    except UnicodeEncodeError:
        return False


def _digest(text: str, secret: str) -> str:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha512).hexdigest()


def _same(given: str, wanted: str) -> bool:
    # As bytes: compare_digest refuses text outside ASCII, and a forger may send any.
    return hmac.compare_digest(given.lower().encode("utf-8", "replace"), wanted.encode())
