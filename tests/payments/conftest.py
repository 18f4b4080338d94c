"""The simulator on a real port, its IPN calls dropped unless a test wants them."""

from __future__ import annotations

import pytest

from base import clock
from payments.models import PaymentAttempt
from payments.services import ask_about
from tests.payments.trading.stalls import market  # noqa: F401
from tests.payments.vnpay_side import fault, open_page, press
from tests.storefront.buying.conftest import order_of, product  # noqa: F401


@pytest.fixture
def vnpay(live_server, settings):
    """VNPAY reachable over HTTP."""
    base = f"{live_server.url}/mo-phong/vnpay"
    settings.VNPAY_PAYMENT_URL = f"{base}/paymentv2/vpcpay.html"
    settings.VNPAY_API_URL = f"{base}/merchant_webapi/api/transaction"
    settings.VNPAY_SETTLEMENT_URL = f"{base}/settlement"
    fault()
    return base


@pytest.fixture
def paid(vnpay):
    """A captured payment that VNPAY knows of too: paid(100_000)."""
    numbers = iter(range(1000))

    def pay(amount_vnd=100_000, order_number=""):
        number = order_number or f"CDTEST{next(numbers):04}"
        attempt, page = open_page(number, amount_vnd)
        press(page)
        ask_about(reference=attempt.reference, now=clock.now())
        return PaymentAttempt.objects.get(pk=attempt.pk)

    return pay
