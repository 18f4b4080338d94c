"""Deliveries that gave up: seen with their reason, and tried again from the page."""

import pytest
from django.urls import reverse

from base.errors import FinalFailure
from events import dispatcher
from events.models import Delivery
from indicators import services
from marketplace.audit.models import AuditEntry
from orders.services import accept_seller_order, confirm_receipt, hand_over_seller_order

pytestmark = pytest.mark.django_db
COUNTING = "indicators.handlers.count_sale"


@pytest.fixture
def broken(monkeypatch):
    """The figures cannot be written, and never will be, until `broken.undo()`."""

    def refuse(*, envelope):
        raise FinalFailure("the table of facts is on fire")

    with monkeypatch.context() as patched:
        patched.setattr(services, "count", refuse)
        yield patched


@pytest.fixture
def parked(order, broken):
    """A completed sale that could not be counted."""
    part = order.seller_orders.get()
    for step in (accept_seller_order, hand_over_seller_order, confirm_receipt):
        step(seller_order_id=part.pk)
    dispatcher.dispatch_all()
    return Delivery.objects.get(state=Delivery.State.PARKED)


def page_of(desk, name="deliveries"):
    return desk.get(reverse(f"operators:{name}")).content.decode()


def test_the_reason_and_the_event_are_on_the_page(desk, parked):
    page = page_of(desk)
    assert "the table of facts is on fire" in page
    assert "SellerOrderDelivered" in page
    assert COUNTING in page


def test_the_work_list_says_so(desk, parked):
    assert f"1 việc bị kẹt ở {COUNTING}" in page_of(desk, "home")


def test_mended_and_tried_again_it_is_delivered(desk, parked, broken):
    broken.undo()
    desk.post(reverse("operators:replay", args=[parked.pk]))
    dispatcher.dispatch_all()
    parked.refresh_from_db()
    assert parked.state == Delivery.State.DELIVERED
    assert "the table of facts is on fire" not in page_of(desk)
    assert AuditEntry.objects.get(action="delivery_replayed").target == f"delivery:{parked.pk}"


def test_not_mended_it_comes_back(desk, parked):
    desk.post(reverse("operators:replay", args=[parked.pk]))
    dispatcher.dispatch_all()
    assert "the table of facts is on fire" in page_of(desk)


def test_trying_again_twice_says_that_somebody_was_first(desk, parked, broken):
    desk.post(reverse("operators:replay", args=[parked.pk]))
    page = desk.post(reverse("operators:replay", args=[parked.pk]), follow=True).content.decode()
    assert "Việc này đã được làm rồi" in page


def test_all_of_a_subscriber_asks_first(desk, parked, broken):
    asked = desk.get(reverse("operators:replay_all"), {"noi": COUNTING})
    assert "1" in asked.content.decode()
    parked.refresh_from_db()
    assert parked.state == Delivery.State.PARKED
    broken.undo()
    desk.post(reverse("operators:replay_all"), {"noi": COUNTING})
    dispatcher.dispatch_all()
    parked.refresh_from_db()
    assert parked.state == Delivery.State.DELIVERED
