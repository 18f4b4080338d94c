"""A buyer's browser at the gateway, over real HTTP."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import requests

from payments.providers.outcome import Outcome
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.pay import build_pay_url
from payments.providers.vnpay.querydr import query
from payments.providers.vnpay.refund import refund
from payments.providers.vnpay.simulator.models import Transaction

RETURN_URL = "http://127.0.0.1/thanh-toan/vnpay/tra-ve?don=DH1"


@dataclass
class Buyer:
    config: VnpayConfig
    session: requests.Session = field(default_factory=requests.Session)
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))

    def pay_url(self, txn_ref: str = "DH1", amount_vnd: int = 100_000, minutes: int = 15) -> str:
        return build_pay_url(
            config=self.config,
            txn_ref=txn_ref,
            amount_vnd=amount_vnd,
            order_info=f"Thanh toan don {txn_ref}",
            return_url=RETURN_URL,
            client_ip="127.0.0.1",
            created_at=self.made_at - timedelta(minutes=20),
            expires_at=self.made_at + timedelta(minutes=minutes),
        )

    def opens(self, url: str) -> requests.Response:
        return self.session.get(url, timeout=10, allow_redirects=False)

    def presses(self, choice: str, txn_ref: str = "DH1") -> requests.Response:
        """Press a button of the transaction's page."""
        number = Transaction.objects.get(txn_ref=txn_ref).pk
        address = self.config.payment_url.replace("vpcpay.html", f"{number}/")
        form = {"choice": choice, "csrfmiddlewaretoken": self.session.cookies.get("csrftoken", "")}
        return self.session.post(address, data=form, timeout=10, allow_redirects=False)

    def pays(self, choice: str = "success", **order: object) -> dict[str, str]:
        """Open the page, press, and come back: the parameters the browser brings."""
        assert self.opens(self.pay_url(**order)).status_code == 200  # type: ignore[arg-type]
        answer = self.presses(choice, str(order.get("txn_ref", "DH1")))
        assert answer.status_code == 303, answer.text
        assert answer.headers["Location"].startswith(f"{RETURN_URL}&")
        return dict(parse_qsl(urlsplit(answer.headers["Location"]).query, keep_blank_values=True))

    def asks(self, txn_ref: str = "DH1", *, config: VnpayConfig | None = None, transaction_no: str = "") -> Outcome:
        """What the market hears by querydr."""
        return query(
            config=config or self.config,
            txn_ref=txn_ref,
            transaction_date=self.made_at - timedelta(minutes=20),
            request_id="rq1",
            order_info=f"Truy van {txn_ref}",
            client_ip="127.0.0.1",
            now=self.made_at,
            transaction_no=transaction_no,
        )

    def gets_back(self, amount_vnd: int, *, request_id: str = "rf1", full: bool = False, number: str = "") -> Outcome:
        """What the market hears when it refunds DH1."""
        return refund(
            config=self.config,
            txn_ref="DH1",
            transaction_no=number or Transaction.objects.get(txn_ref="DH1").number,
            transaction_date=self.made_at - timedelta(minutes=20),
            amount_vnd=amount_vnd,
            full=full,
            request_id=request_id,
            created_by="ketoan01",
            order_info="Hoan tien DH1",
            client_ip="127.0.0.1",
            now=self.made_at,
        )
