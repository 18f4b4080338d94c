"""Who we are to VNPAY, and where it lives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.conf import settings

from payments.providers.errors import ProviderMisconfigured


@dataclass(frozen=True, slots=True)
class VnpayConfig:
    """One merchant's contract. Raises ProviderMisconfigured for a terminal code or secret that cannot be right:
    with an empty secret anybody could sign.

    timeout: seconds to connect and to wait for the next bytes of an answer.
    """

    tmn_code: str
    hash_secret: str = field(repr=False)
    payment_url: str
    api_url: str
    timeout: tuple[float, float] = (3.05, 10.0)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Za-z0-9]{8}", self.tmn_code):
            raise ProviderMisconfigured(setting="VNPAY_TMN_CODE", rule="8 letters or digits")
        if not self.hash_secret:
            raise ProviderMisconfigured(setting="VNPAY_HASH_SECRET", rule="not empty")

    @classmethod
    def from_settings(cls) -> VnpayConfig:
        """Read from Django's settings each time, so that tests and rotated secrets take effect."""
        return cls(
            tmn_code=settings.VNPAY_TMN_CODE,
            hash_secret=settings.VNPAY_HASH_SECRET,
            payment_url=settings.VNPAY_PAYMENT_URL,
            api_url=settings.VNPAY_API_URL,
        )
