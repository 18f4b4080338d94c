"""The made-up merchant of the vectors, and a helper that signs like VNPAY."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from payments.providers.vnpay import signing
from payments.providers.vnpay.config import VnpayConfig

VECTORS = Path(__file__).parents[2] / "vectors"


@pytest.fixture(scope="session")
def vectors() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((VECTORS / "vnpay.json").read_text())
    return content


@pytest.fixture(scope="session")
def config(vectors: dict[str, Any]) -> VnpayConfig:
    return VnpayConfig(
        tmn_code=vectors["meta"]["tmn_code"],
        hash_secret=vectors["meta"]["secret"],
        payment_url="https://sandbox.vnpayment.vn/paymentv2/vpcpay.html",
        api_url="https://sandbox.vnpayment.vn/merchant_webapi/api/transaction",
    )


@pytest.fixture
def good(vectors: dict[str, Any]) -> dict[str, str]:
    """A successful notice as VNPAY sent it."""
    return dict(vectors["ipn"][0]["query"])


@pytest.fixture
def resigned(good: dict[str, str], config: VnpayConfig) -> Callable[..., dict[str, str]]:
    """The good notice with some fields replaced, signed again; None removes a field."""

    def make(**changes: str | None) -> dict[str, str]:
        notice = {name: value for name, value in (good | changes).items() if value is not None}
        return notice | {signing.SIGNATURE: signing.sign(notice, config.hash_secret)}

    return make
