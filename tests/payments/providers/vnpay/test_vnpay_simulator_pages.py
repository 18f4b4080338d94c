"""The gateway's page: what the buyer sees, presses, and brings back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import requests

from payments.providers.vnpay import signing
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.ipn import read_notice
from payments.providers.vnpay.simulator.models import Call, Transaction
from tests.payments.providers.vnpay.buyer import Buyer
from tests.payments.providers.vnpay.stub_server import Stub


def test_the_page_says_what_it_is_and_what_it_costs(buyer: Buyer) -> None:
    page = buyer.opens(buyer.pay_url(amount_vnd=1_234_000))
    assert page.status_code == 200
    for words in ("MÔ PHỎNG – không phải VNPAY thật", "1.234.000\u00a0₫", "Thanh toan don DH1", "Không đủ số dư"):
        assert words in page.text


@pytest.mark.parametrize(
    ("choice", "response_code", "status", "state"),
    [
        ("success", "00", "00", "captured"),
        ("insufficient", "51", "02", "failed"),
        ("cancel", "24", "02", "failed"),
        ("suspected", "07", "07", "suspected"),
        ("reversed", "99", "04", "reversed"),
    ],
)
def test_each_button_comes_back_signed(buyer: Buyer, choice: str, response_code: str, status: str, state: str) -> None:
    brought = buyer.pays(choice)
    del brought["don"]
    notice = read_notice(brought, buyer.config)
    assert (notice.txn_ref, notice.amount_vnd) == ("DH1", 100_000)
    assert (notice.response_code, notice.transaction_status, notice.outcome.state) == (response_code, status, state)
    assert buyer.asks().state == state


def test_leaving_decides_nothing_and_the_buyer_may_still_pay(buyer: Buyer, shop: Stub) -> None:
    buyer.opens(buyer.pay_url())
    assert "bỏ đi" in buyer.presses("leave").text
    assert (buyer.asks().state, Call.objects.count(), shop.asked) == ("pending", 0, [])
    assert buyer.presses("success").status_code == 303
    assert buyer.asks().state == "captured"


def test_the_first_press_counts(buyer: Buyer) -> None:
    buyer.pays("cancel")
    assert "vnp_ResponseCode=24" in buyer.presses("success").headers["Location"]
    assert Call.objects.count() == 1
    assert buyer.opens(buyer.pay_url()).status_code == 303


def test_past_its_time_every_press_is_an_expiry(buyer: Buyer) -> None:
    url = buyer.pay_url(minutes=-5)
    assert "quá giờ" in buyer.opens(url).text
    assert "vnp_ResponseCode=11" in buyer.presses("success").headers["Location"]


def test_a_changed_address_is_refused(buyer: Buyer) -> None:
    url = buyer.pay_url().replace("vnp_Amount=10000000", "vnp_Amount=1000000")
    page = buyer.opens(url)
    assert (page.status_code, Transaction.objects.count()) == (400, 0)
    assert "Chữ ký" in page.text


def test_a_reference_serves_once_a_day(buyer: Buyer) -> None:
    assert buyer.opens(buyer.pay_url()).status_code == 200
    assert buyer.opens(buyer.pay_url()).status_code == 200
    assert "đã dùng" in buyer.opens(buyer.pay_url(amount_vnd=5_000)).text
    assert Transaction.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vnp_Amount", "1e6"),
        ("vnp_Amount", "0"),
        ("vnp_CurrCode", "USD"),
        ("vnp_Version", "2.0.0"),
        ("vnp_TmnCode", "OTHERSHP"),
        ("vnp_TxnRef", "DH\x001"),
        ("vnp_OrderInfo", "Mắm"),
        ("vnp_CreateDate", "hôm nay"),
        ("vnp_ExpireDate", ""),
        ("vnp_ReturnUrl", "javascript:alert(1)"),
        ("vnp_IpAddr", "::g"),
    ],
)
def test_signed_nonsense_is_refused(buyer: Buyer, name: str, value: str) -> None:
    right = {"vnp_Version": "2.1.0", "vnp_Command": "pay", "vnp_CurrCode": "VND", "vnp_TmnCode": "CAMAUDT1"}
    right |= {"vnp_Amount": "1000000", "vnp_TxnRef": "DH1", "vnp_OrderInfo": "Don DH1", "vnp_IpAddr": "127.0.0.1"}
    right |= {"vnp_CreateDate": "20261124090000", "vnp_ExpireDate": "20361124091500", "vnp_ReturnUrl": "http://a.vn/tv"}
    secret = buyer.config.hash_secret
    assert buyer.opens(f"{buyer.config.payment_url}?{signing.signed_query(right, secret)}").status_code == 200
    wrong = signing.signed_query(right | {name: value}, secret)
    assert buyer.opens(f"{buyer.config.payment_url}?{wrong}").status_code == 400


def test_a_button_that_is_none_is_not_found(buyer: Buyer) -> None:
    buyer.opens(buyer.pay_url())
    assert buyer.presses("free-lunch").status_code == 404


def test_beside_a_real_gateway_the_simulator_does_not_exist(buyer: Buyer, settings: Any) -> None:
    url = buyer.pay_url()
    buyer.opens(url)
    settings.VNPAY_PAYMENT_URL = "https://sandbox.vnpayment.vn/paymentv2/vpcpay.html"
    base = buyer.config.payment_url.partition("paymentv2")[0]
    assert buyer.opens(url).status_code == 404
    assert buyer.presses("success").status_code == 404
    assert requests.get(f"{base}faults", timeout=10).status_code == 404
    assert requests.post(buyer.config.api_url, json={}, timeout=10).status_code == 404


def test_an_older_transaction_keeps_its_own_day(buyer: Buyer) -> None:
    buyer.opens(buyer.pay_url())
    buyer.made_at += timedelta(days=1)
    assert buyer.opens(buyer.pay_url(amount_vnd=5_000)).status_code == 200
    assert Transaction.objects.count() == 2


def test_config_of_the_simulator_is_the_markets(gateway: VnpayConfig) -> None:
    assert VnpayConfig.from_settings() == gateway
