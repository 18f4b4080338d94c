"""The made-up merchant of the vectors, and a helper that signs like VNPAY."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from payments.providers.vnpay import signing
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.simulator.courier import courier
from tests.payments.providers.vnpay.buyer import Buyer
from tests.payments.providers.vnpay.stub_server import Stub, serving

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


@pytest.fixture
def shop() -> Iterator[Stub]:
    """A merchant's IPN address that agrees unless told otherwise."""
    with serving(Stub(usual=(200, b'{"RspCode": "00", "Message": "Confirm Success"}'))) as stub:
        yield stub


@pytest.fixture
def gateway(live_server: Any, settings: Any, config: VnpayConfig, shop: Stub) -> Iterator[VnpayConfig]:
    """The simulator on a real port, calling `shop` and retrying at once."""
    base = f"{live_server.url}/mo-phong/vnpay"
    ours = replace(
        config,
        payment_url=f"{base}/paymentv2/vpcpay.html",
        api_url=f"{base}/merchant_webapi/api/transaction",
    )
    settings.VNPAY_TMN_CODE, settings.VNPAY_HASH_SECRET = ours.tmn_code, ours.hash_secret
    settings.VNPAY_PAYMENT_URL, settings.VNPAY_API_URL = ours.payment_url, ours.api_url
    settings.VNPAY_SIMULATOR_IPN_URL = shop.url
    settings.VNPAY_SIMULATOR_RETRY_SECONDS = 0
    yield ours
    courier.stop()


@pytest.fixture
def buyer(gateway: VnpayConfig) -> Buyer:
    return Buyer(gateway)
