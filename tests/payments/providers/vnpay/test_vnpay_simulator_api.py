"""querydr and refund asked of the simulator over HTTP, with and without faults."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
import requests

from payments.providers.outcome import Outcome
from payments.providers.vnpay.simulator.models import FaultSwitch, Refund, Transaction
from tests.payments.providers.vnpay.buyer import Buyer
from tests.payments.providers.vnpay.stub_server import Stub


def test_an_order_nobody_opened_is_pending(buyer: Buyer) -> None:
    outcome = buyer.asks("DH404")
    assert (outcome.state, outcome.code) == ("pending", "91")


def test_paid_is_told_with_amount_number_and_time(buyer: Buyer) -> None:
    buyer.pays("success")
    outcome, simulated = buyer.asks(), Transaction.objects.get()
    assert (outcome.state, outcome.amount_vnd) == ("captured", 100_000)
    assert (outcome.provider_reference, outcome.paid_at) == (
        simulated.number,
        simulated.decided_at and simulated.decided_at.replace(microsecond=0),
    )


@pytest.mark.parametrize("fault", ["down", "garbage"])
def test_a_gateway_in_trouble_teaches_nothing(buyer: Buyer, fault: str) -> None:
    buyer.pays("success")
    FaultSwitch.objects.create(txn_ref="", api_fault=fault)
    assert buyer.asks() == Outcome("unknown")


def test_a_slow_answer_is_given_up(buyer: Buyer) -> None:
    buyer.pays("success")
    FaultSwitch.objects.create(txn_ref="DH1", answer_delay_seconds=1)
    assert buyer.asks(config=replace(buyer.config, timeout=(1, 0.1))) == Outcome("unknown")


def test_another_secret_gets_no_trustworthy_answer(buyer: Buyer) -> None:
    buyer.pays("success")
    assert buyer.asks(config=replace(buyer.config, hash_secret="another")) == Outcome("unknown")
    foreign = buyer.asks(config=replace(buyer.config, tmn_code="OTHERSHP"))
    assert (foreign.state, foreign.code) == ("unknown", "02")


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"\xff", b"{}", b"[" * 50_000, b'{"vnp_Command": ["refund"]}'])
def test_nonsense_is_a_bad_format(buyer: Buyer, body: bytes) -> None:
    answer = requests.post(buyer.config.api_url, data=body, timeout=10)
    assert (answer.status_code, answer.json()["vnp_ResponseCode"]) == (200, "03")


def test_all_of_it_goes_back_once(buyer: Buyer) -> None:
    buyer.pays("success")
    outcome = buyer.gets_back(100_000, full=True)
    assert (outcome.state, outcome.amount_vnd) == ("pending", 100_000)
    assert buyer.asks(transaction_no=outcome.provider_reference).state == "reversed"
    assert buyer.asks().state == "captured"
    again = buyer.gets_back(100_000, full=True, request_id="rf2")
    assert (again.state, again.code) == ("failed", "04")


def test_parts_never_exceed_the_whole(buyer: Buyer) -> None:
    buyer.pays("success")
    assert buyer.gets_back(60_000, request_id="rf1").state == "pending"
    assert buyer.gets_back(60_000, request_id="rf2").code == "93"
    assert buyer.gets_back(40_000, request_id="rf3").state == "pending"
    assert buyer.gets_back(1, request_id="rf4").code == "93"
    assert Transaction.objects.get().refunded_vnd == 100_000


@pytest.mark.parametrize(
    ("choice", "asked", "code"),
    [
        ("cancel", {"amount_vnd": 100_000, "full": True}, "95"),
        ("success", {"amount_vnd": 50_000, "full": True}, "93"),
        ("success", {"amount_vnd": 100_001}, "93"),
        ("success", {"amount_vnd": 100_000, "number": "999"}, "91"),
    ],
)
def test_what_cannot_go_back_is_refused(buyer: Buyer, choice: str, asked: dict[str, Any], code: str) -> None:
    buyer.pays(choice)
    outcome = buyer.gets_back(**asked)
    assert (outcome.state, outcome.code, Refund.objects.count()) == ("failed", code, 0)


def test_an_unheard_refund_is_found_by_asking_again(buyer: Buyer) -> None:
    buyer.pays("success")
    fault = FaultSwitch.objects.create(txn_ref="DH1", api_fault=FaultSwitch.GARBAGE)
    assert buyer.gets_back(60_000) == Outcome("unknown")
    fault.delete()
    again = buyer.gets_back(60_000)
    assert (again.state, again.code) == ("pending", "94")
    assert Transaction.objects.get().refunded_vnd == 60_000


def test_of_many_refunds_at_once_one_fits(buyer: Buyer) -> None:
    buyer.pays("success")
    number = Transaction.objects.get().number
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda n: buyer.gets_back(60_000, request_id=f"rf{n}", number=number), range(16)))
    assert sorted(outcome.code for outcome in outcomes) == ["00"] + ["93"] * 15
    assert Transaction.objects.get().refunded_vnd == 60_000


def test_switches_are_set_shown_and_removed_over_http(buyer: Buyer, shop: Stub) -> None:
    address = buyer.config.payment_url.partition("paymentv2")[0] + "faults"
    wanted = {"txn_ref": "DH1", "drop_ipn": "1", "ipn_delay_seconds": "5", "ipn_repeats": "2", "api_fault": "down"}
    page = requests.post(address, data=wanted, timeout=10)
    assert page.status_code == 200
    assert "drop_ipn=1 · ipn_delay_seconds=5 · ipn_repeats=2 · api_fault=down" in page.text
    requests.post(address, data={"txn_ref": "DH1"}, timeout=10)
    switch = FaultSwitch.objects.get()
    assert (switch.drop_ipn, switch.ipn_delay_seconds, switch.api_fault) == (False, 0, "")
    requests.post(address, data={"reset": "1"}, timeout=10)
    assert not FaultSwitch.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"ipn_delay_seconds": "-1"},
        {"ipn_repeats": "1e3"},
        {"answer_delay_seconds": "61"},
        {"api_fault": "fire"},
        {"txn_ref": "x" * 101},
        {"txn_ref": "a\x00b"},
    ],
)
def test_switches_that_make_no_sense_are_refused(buyer: Buyer, wrong: dict[str, str]) -> None:
    address = buyer.config.payment_url.partition("paymentv2")[0] + "faults"
    page = requests.post(address, data=wrong, timeout=10)
    assert (page.status_code, FaultSwitch.objects.count()) == (400, 0)
    assert 'aria-invalid="true"' in page.text
