"""Sales as the services make them."""

import itertools

import pytest

from base import clock
from events.dispatcher import dispatch_all
from orders.services import (
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
from people.models import User
from sellers.services import approve_seller, register_seller

_numbers = itertools.count(1)


@pytest.fixture
def make_stall(tuan):
    """An approved stall of somebody in a commune."""

    def make(commune_code, name="Sạp"):
        number = next(_numbers)
        user = User.objects.create_user(f"+8490000{number:04d}", None, full_name="Người bán")
        seller = register_seller(user=user, name=f"{name} {number}", holder_name="Người bán", commune_code=commune_code)
        approve_seller(seller_id=seller.pk, operator=tuan)
        seller.refresh_from_db()
        return seller

    return make


@pytest.fixture
def sell():
    """sell(product, 2): ordered, paid, carried, received and counted; gives the order."""

    def complete(*products, quantity=1, method="cod", moment=None):
        with clock.at(moment or clock.now()):
            lines = tuple(WantedLine(product.pk, quantity) for product in products)
            order = place_order(request=OrderRequest(f"r{next(_numbers)}", lines, method))
            if method == "vnpay":
                pay(order)
            for part in order.seller_orders.all():
                for step in (accept_seller_order, hand_over_seller_order, confirm_receipt):
                    step(seller_order_id=part.pk)
            dispatch_all()
        return order

    return complete


def pay(order):
    """The money comes in."""
    start_vnpay_payment(
        order_number=order.number, amount=order.total, client_ip="127.0.0.1", return_url="http://localhost/tra-ve"
    )
    attempt = PaymentAttempt.objects.latest("pk")
    settle(reference=attempt.reference, outcome=Outcome("captured", attempt.amount_vnd, "14000001", "00"))
    dispatch_all()
