"""Orders at the desk: found by what a caller can say, numbers masked until one is opened, ended after a question."""

from datetime import timedelta

import pytest
from django.urls import reverse

from base import clock
from marketplace.audit.models import AuditEntry
from orders.models import Order
from orders.services import accept_seller_order
from sellers.models import StockRecord

pytestmark = pytest.mark.django_db
REASON = {"reason": "0"}


def found(desk, **asked):
    return desk.get(reverse("operators:orders"), asked).content.decode()


@pytest.mark.parametrize("text", ["0912 000 002", "0912000002", "+84912000002"])
def test_a_caller_is_found_by_his_phone_whichever_way_it_is_typed(desk, order, text):
    assert order.number in found(desk, q=text)


def test_an_order_is_found_by_its_number(desk, order):
    assert order.number in found(desk, q=order.number.lower())
    assert order.number not in found(desk, q="CD22ZZ22ZZ")


def test_the_list_masks_the_phone_and_the_order_shows_it(desk, order):
    assert "0912 000 002" not in found(desk).replace("\xa0", " ")
    page = desk.get(reverse("operators:order", args=[order.number])).content.decode().replace("\xa0", " ")
    assert "0912 000 002" in page


def test_looking_at_a_buyers_number_is_written_down(desk, order, tuan):
    desk.get(reverse("operators:order", args=[order.number]))
    entry = AuditEntry.objects.get(action="order_viewed")
    assert (entry.operator, entry.target) == (tuan, f"order:{order.number}")


def test_an_order_is_ended_only_after_a_question(desk, order):
    asked = desk.get(reverse("operators:order_cancel", args=[order.number]))
    assert asked.status_code == 200
    order.refresh_from_db()
    assert order.status == Order.Status.CONFIRMED
    assert desk.post(reverse("operators:order_cancel", args=[order.number])).status_code == 422
    desk.post(reverse("operators:order_cancel", args=[order.number]), REASON)
    order.refresh_from_db()
    assert (order.status, order.cancel_reason) == (Order.Status.CANCELLED, "Khách gọi chợ nhờ hủy đơn.")
    assert StockRecord.objects.get().num_allocated == 0


def test_a_refused_command_is_told_and_not_written_down(desk, order):
    desk.post(reverse("operators:order_cancel", args=[order.number]), REASON)
    page = desk.post(reverse("operators:order_cancel", args=[order.number]), REASON, follow=True).content.decode()
    assert "Đơn này không còn ở bước đó nữa" in page
    assert AuditEntry.objects.filter(action="order_cancelled").count() == 1


def test_a_sellers_slow_answer_comes_up_on_the_work_list(desk, order):
    assert "chưa nhận đơn" not in desk.get(reverse("operators:home")).content.decode()
    with clock.at(clock.now() + timedelta(hours=13)):
        assert f"chưa nhận đơn {order.number}" in desk.get(reverse("operators:work")).content.decode()
        accept_seller_order(seller_order_id=order.seller_orders.get().pk)
        assert "chưa nhận đơn" not in desk.get(reverse("operators:work")).content.decode()
