"""Sealing of sensitive fields: the database, or a backup of it, tells nothing without the secret of the server."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

#: What is sealed for one purpose is not opened for another.
ETHNICITY, BANK_ACCOUNT, TAX_NUMBER = b"sellers/ethnicity/1", b"payments/bank-account/1", b"payments/tax-number/1"


def sealer(purpose: bytes = ETHNICITY) -> MultiFernet:
    """Seals with the present SECRET_KEY and opens what an earlier one (SECRET_KEY_FALLBACKS) has sealed."""
    return MultiFernet([_key(secret, purpose) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes, purpose: bytes) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(force_bytes(secret))
    return Fernet(base64.urlsafe_b64encode(derived))
