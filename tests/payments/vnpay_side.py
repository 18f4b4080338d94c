"""What happens at VNPAY: a buyer opens the page of a try and decides; the simulator keeps it in its own books."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from base import clock
from base.money import Dong
from payments.models import PaymentAttempt
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.simulator.models import FaultSwitch, Transaction
from payments.providers.vnpay.simulator.services import decide, open_transaction
from payments.services import start_vnpay_payment

RETURN_URL = "http://127.0.0.1:8000/thanh-toan/vnpay/tra-ve"


def open_page(order_number: str, amount_vnd: int, *, at: datetime | None = None) -> tuple[PaymentAttempt, Transaction]:
    """A try at paying, its page open in the buyer's browser."""
    with clock.at(at or clock.now()):
        url = start_vnpay_payment(
            order_number=order_number, amount=Dong(amount_vnd), client_ip="127.0.0.1", return_url=RETURN_URL
        )
        attempt = PaymentAttempt.objects.filter(order_number=order_number).latest("pk")
        params = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
        return attempt, open_transaction(params=params, config=VnpayConfig.from_settings())


def press(page: Transaction, choice: str = "success", *, at: datetime | None = None) -> Transaction:
    """The buyer decides."""
    return decide(transaction_id=page.pk, choice=choice, now=at or clock.now())


def fault(txn_ref: str = "", **switches: object) -> None:
    """Something goes wrong at VNPAY from now on, for one reference or for all."""
    FaultSwitch.objects.update_or_create(txn_ref=txn_ref, defaults={"drop_ipn": True} | switches)
