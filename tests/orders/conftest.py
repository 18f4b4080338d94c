"""Orders in the states that tests begin with."""

import pytest

from events.dispatcher import dispatch_all
from events.models import RecordedEvent
from orders.services import (
    DeliveryAddress,
    OrderRequest,
    WantedLine,
    accept_seller_order,
    confirm_receipt,
    hand_over_seller_order,
    place_order,
)
from payments.models import PaymentAttempt
from payments.providers.outcome import Outcome
from payments.services import settle, start_vnpay_payment

ADDRESS = DeliveryAddress("Trần Minh", "+84912000002", "Ấp 3", "32191", "96")


@pytest.fixture
def order(db):
    """order(product, 2, other_product, method=…): a placed order."""
    numbers = iter(range(1000))

    def place(*goods, method="cod", **more):
        lines, wanted = [], list(goods)
        while wanted:
            product = wanted.pop(0)
            lines.append(WantedLine(product.pk, wanted.pop(0) if wanted and isinstance(wanted[0], int) else 1))
        more.setdefault("address", ADDRESS)
        return place_order(request=OrderRequest(f"request-{next(numbers)}", tuple(lines), method, **more))

    return place


@pytest.fixture
def pay(db):
    """pay(order): the money comes in through VNPAY and everybody hears of it."""

    def settled(placed):
        start_vnpay_payment(
            order_number=placed.number, amount=placed.total, client_ip="127.0.0.1", return_url="http://localhost/tra-ve"
        )
        attempt = PaymentAttempt.objects.latest("created_at")
        settle(reference=attempt.reference, outcome=Outcome("captured", attempt.amount_vnd, "14000001", "00"))
        dispatch_all()
        placed.refresh_from_db()
        return placed

    return settled


@pytest.fixture
def delivered(db):
    """delivered(order, carrier=…): its only part was accepted, handed over and reached the buyer."""

    def deliver(placed, carrier="self"):
        part = placed.seller_orders.get()
        accept_seller_order(seller_order_id=part.pk)
        hand_over_seller_order(seller_order_id=part.pk, carrier=carrier)
        return confirm_receipt(seller_order_id=part.pk)

    return deliver


@pytest.fixture
def recorded(db):
    """recorded("RefundBecameDue"): payloads of events of that name, oldest first."""

    def payloads(name):
        return [event.payload for event in RecordedEvent.objects.filter(name=name).order_by("position")]

    return payloads
