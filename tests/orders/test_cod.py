"""Cash paid at the door: who holds it is known at every moment."""

import pytest

from base.errors import InvalidInput
from base.money import Dong
from orders.delivery.models import CodCollection
from orders.delivery.selectors import cash_by_holder, held_collections
from orders.errors import WrongState
from orders.services import DeliveryAddress, accept_seller_order, hand_over_cash, hand_over_seller_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def shrimp(lans_stall, make_product):
    return make_product(lans_stall, price=100_000, quantity=10)


def test_the_collector_holds_the_cash_until_he_hands_it_over(order, delivered, shrimp, recorded):
    part = delivered(order(shrimp, 2), carrier="commune_collector")
    [held] = cash_by_holder()
    assert (held.carrier, held.commune_code, held.parts, held.amount) == (
        "commune_collector", "32191", 1, Dong(225_000),
    )  # fmt: skip
    assert [row["carrier"] for row in recorded("SellerOrderDelivered")] == ["commune_collector"]
    hand_over_cash(seller_order_id=part.pk, to="seller")
    assert cash_by_holder() == []
    [told] = recorded("CodCashHandedOver")
    assert (told["carrier"], told["to"], told["amount_vnd"]) == ("commune_collector", "seller", 225_000)


def test_cash_is_handed_over_once(order, delivered, shrimp, recorded):
    part = delivered(order(shrimp), carrier="commune_collector")
    hand_over_cash(seller_order_id=part.pk, to="market")
    with pytest.raises(WrongState):
        hand_over_cash(seller_order_id=part.pk, to="seller")
    assert [told["to"] for told in recorded("CodCashHandedOver")] == ["market"]


def test_a_seller_who_delivers_himself_has_his_cash_at_once(order, delivered, shrimp, recorded):
    part = delivered(order(shrimp))
    assert CodCollection.objects.get(seller_order=part).handed_to == "seller"
    assert list(held_collections()) == []
    assert recorded("CodCashHandedOver") == []
    assert [row["carrier"] for row in recorded("SellerOrderDelivered")] == ["self"]


def test_nobody_collects_what_was_paid_before(order, pay, delivered, shrimp):
    delivered(pay(order(shrimp, method="vnpay")), carrier="commune_collector")
    assert not CodCollection.objects.exists()


@pytest.mark.parametrize("to", ["", "buyer", "fair:", "fair:0", "fair:1 ", "fair:một", "seller\n"])
def test_only_known_receivers_take_cash(order, delivered, shrimp, to):
    part = delivered(order(shrimp), carrier="commune_collector")
    with pytest.raises(InvalidInput):
        hand_over_cash(seller_order_id=part.pk, to=to)
    assert held_collections().count() == 1


def test_the_collector_goes_no_further_than_the_province(order, shrimp):
    far = DeliveryAddress("Minh", "+84912000002", "1 Lê Lợi", "26740", "79")
    part = order(shrimp, address=far).seller_orders.get()
    accept_seller_order(seller_order_id=part.pk)
    with pytest.raises(InvalidInput):
        hand_over_seller_order(seller_order_id=part.pk, carrier="commune_collector")
    with pytest.raises(InvalidInput):
        hand_over_seller_order(seller_order_id=part.pk, carrier="drone")
    handed = hand_over_seller_order(seller_order_id=part.pk, tracking_code=" VN123 ")
    assert (handed.carrier, handed.tracking_code) == ("self", "VN123")


def test_the_collectors_parcels_have_a_number(order, shrimp):
    placed = order(shrimp)
    part = placed.seller_orders.get()
    accept_seller_order(seller_order_id=part.pk)
    handed = hand_over_seller_order(seller_order_id=part.pk, carrier="commune_collector")
    assert handed.tracking_code == f"GX32191-{placed.number}-{part.pk}"
