"""IPN calls: retried as VNPAY retries, and dropped, delayed or repeated on demand."""

from __future__ import annotations

import socket
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

from base.clock import now
from payments.providers.vnpay.ipn import read_notice
from payments.providers.vnpay.simulator import courier as couriers
from payments.providers.vnpay.simulator.courier import CALLS_AT_MOST, courier
from payments.providers.vnpay.simulator.models import Call, FaultSwitch
from tests.payments.providers.vnpay.buyer import Buyer
from tests.payments.providers.vnpay.stub_server import Stub, serving
from tests.payments.providers.vnpay.waiting import eventually


def finished(state: str) -> Call:
    """The only call, once it has come to `state`."""
    return eventually(lambda: Call.objects.filter(state=state).first())


def said(code: str) -> tuple[int, bytes]:
    return 200, f'{{"RspCode": "{code}", "Message": "…"}}'.encode()


def test_the_server_is_told_what_the_browser_brings(buyer: Buyer, shop: Stub) -> None:
    brought = buyer.pays("success")
    del brought["don"]
    (told,) = shop.wait_for(1)
    heard = dict(parse_qsl(told, keep_blank_values=True))
    assert heard == brought
    assert read_notice(heard, buyer.config).outcome.state == "captured"
    assert finished(Call.ACCEPTED).last_answer == "00"


def test_a_failed_payment_is_told_as_well(buyer: Buyer, shop: Stub) -> None:
    buyer.pays("cancel")
    assert "vnp_ResponseCode=24" in shop.wait_for(1)[0]


def test_it_retries_until_it_is_heard(buyer: Buyer, shop: Stub) -> None:
    shop.script = [
        said("99"),
        said("97"),
        said("01"),
        said("04"),
        (500, b""),
        (200, b"<html>"),
        (200, b"[]"),
        (302, b""),
    ]
    buyer.pays("success")
    assert len(set(shop.wait_for(9))) == 1
    call = finished(Call.ACCEPTED)
    assert (call.calls_made, len(shop.asked)) == (9, 9)


def test_already_confirmed_ends_it_too(buyer: Buyer, shop: Stub) -> None:
    shop.usual = said("02")
    buyer.pays("success")
    assert finished(Call.ACCEPTED).calls_made == 1


def test_it_gives_up_after_ten_calls(buyer: Buyer, shop: Stub) -> None:
    shop.usual = said("04")
    buyer.pays("success")
    call = finished(Call.GIVEN_UP)
    assert (call.calls_made, call.last_answer, len(shop.asked)) == (CALLS_AT_MOST, "04", CALLS_AT_MOST)


def test_between_retries_it_waits(buyer: Buyer, shop: Stub, settings: Any) -> None:
    del settings.VNPAY_SIMULATOR_RETRY_SECONDS
    shop.script = [said("99")]
    before = now()
    buyer.pays("success")
    shop.wait_for(1)
    call = eventually(lambda: Call.objects.filter(last_answer="99").first())
    assert call.due_at - before >= timedelta(seconds=300)


def test_nobody_listening_is_retried(buyer: Buyer, shop: Stub, settings: Any) -> None:
    settings.VNPAY_SIMULATOR_IPN_URL = "http://127.0.0.1:1/"
    buyer.pays("success")
    call = finished(Call.GIVEN_UP)
    assert (call.calls_made, call.last_answer) == (CALLS_AT_MOST, "ConnectionError")


def test_dropped_means_only_a_question_tells(buyer: Buyer, shop: Stub) -> None:
    FaultSwitch.objects.create(txn_ref="DH1", drop_ipn=True)
    buyer.pays("success")
    assert (Call.objects.count(), shop.asked, buyer.asks().state) == (0, [], "captured")


def test_delayed_is_sent_when_it_is_due(buyer: Buyer, shop: Stub) -> None:
    FaultSwitch.objects.create(txn_ref="", ipn_delay_seconds=3600)
    buyer.pays("success")
    call = Call.objects.get()
    assert (call.due_at > now() + timedelta(minutes=50), shop.asked) == (True, [])
    Call.objects.update(due_at=now())
    courier.wake()
    shop.wait_for(1)
    finished(Call.ACCEPTED)


def test_repeated_comes_again_after_it_was_heard(buyer: Buyer, shop: Stub) -> None:
    FaultSwitch.objects.create(txn_ref="DH1", ipn_repeats=3)
    FaultSwitch.objects.create(txn_ref="", drop_ipn=True)
    buyer.pays("success")
    assert len(set(shop.wait_for(4))) == 1
    assert (finished(Call.ACCEPTED).calls_made, len(shop.asked)) == (4, 4)


def test_calls_owed_by_a_stopped_process_are_made_by_the_next(buyer: Buyer, shop: Stub) -> None:
    FaultSwitch.objects.create(txn_ref="", ipn_delay_seconds=3600)
    buyer.pays("success")
    courier.stop()
    Call.objects.update(due_at=now())
    assert shop.asked == []
    courier.wake()
    shop.wait_for(1)
    finished(Call.ACCEPTED)


def test_a_starting_server_waits_until_the_merchant_listens(buyer: Buyer, shop: Stub, settings: Any) -> None:
    FaultSwitch.objects.create(txn_ref="", ipn_delay_seconds=3600)
    buyer.pays("success")
    courier.stop()
    Call.objects.update(due_at=now())
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    settings.VNPAY_SIMULATOR_IPN_URL = f"http://127.0.0.1:{port}/"
    courier.wake(patience=15)
    with serving(Stub(usual=said("00")), port=port) as late:
        late.wait_for(1)
        assert finished(Call.ACCEPTED).calls_made == 1


def test_two_processes_do_not_make_the_same_call(buyer: Buyer) -> None:
    FaultSwitch.objects.create(txn_ref="", ipn_delay_seconds=3600)
    buyer.pays("success")
    first, second = Call.objects.get(), Call.objects.get()
    assert (couriers._claim(first), couriers._claim(second)) == (True, False)
