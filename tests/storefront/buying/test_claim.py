"""A buyer says what is wrong with a parcel, with pictures, and follows what becomes of it."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from base import clock
from base.money import Dong
from events.dispatcher import dispatch_all
from orders.claims.models import Claim
from orders.services import (
    accept_seller_order,
    answer_claim,
    cancel_order,
    confirm_receipt,
    fail_delivery,
    grant_claim,
    hand_over_seller_order,
)
from tests.catalogue.pictures import jpeg
from tests.storefront.buying.buyer import hidden, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(order_of):
    return order_of(quantity=2).seller_orders.get()


@pytest.fixture
def delivered(part):
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk, carrier="commune_collector")
    return confirm_receipt(seller_order_id=part.pk)


def link(part, tail=""):
    return f"/don-hang/{part.order.number}/{part.order.token}/{tail}"


def typed(part, units=1, **more):
    about = {"request_id": str(uuid.uuid4()), "reason": "spoiled", f"line_{part.lines.get().pk}": units}
    return about | {"words": "Mở ra có mùi"} | more


def picture():
    return SimpleUploadedFile("hu.jpg", jpeg().getvalue(), "image/jpeg")


def test_a_delivered_parcel_can_be_complained_about_with_pictures(buyer, delivered):
    assert "Hàng có vấn đề" in words(buyer.get(link(delivered)))
    page = link(delivered, f"khieu-nai/{delivered.pk}/")
    assert buyer.get(page).status_code == 200
    answer = buyer.post(page, typed(delivered, photos=[picture()]), follow=True)
    assert "Đã gửi khiếu nại" in words(answer)
    assert "Bạn khiếu nại: Hàng ươn" in words(answer)
    claim = Claim.objects.get()
    assert (claim.state, len(claim.buyer_photos), claim.lines.get().quantity) == ("opened", 1, 1)


def test_what_was_typed_and_sent_survives_a_refusal(buyer, delivered):
    page = link(delivered, f"khieu-nai/{delivered.pk}/")
    refused = buyer.post(page, typed(delivered, units=3, photos=[picture()]))
    assert refused.status_code == 422
    assert "Bạn chỉ nhận 2" in words(refused)
    assert "Mở ra có mùi" in words(refused)
    buyer.post(page, typed(delivered, kept=hidden(refused, "kept")))
    assert len(Claim.objects.get().buyer_photos) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"reason": ""}, "Chọn một vấn đề"),
        ({"words": "a" * 1001}, "Dài quá"),
        ({"kept": "forged:abc"}, None),
        ({"photos": "no file"}, None),
    ],
)
def test_bad_input_is_explained_or_left_out(buyer, delivered, change, told):
    answer = buyer.post(link(delivered, f"khieu-nai/{delivered.pk}/"), typed(delivered) | change)
    assert answer.status_code == (422 if told else 302)
    assert told is None or told in words(answer)


def test_what_is_no_picture_is_told(buyer, delivered):
    bad = SimpleUploadedFile("hu.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    answer = buyer.post(link(delivered, f"khieu-nai/{delivered.pk}/"), typed(delivered, photos=[bad]))
    assert answer.status_code == 422
    assert "không phải ảnh" in words(answer)


def test_nothing_can_be_complained_about_before_delivery_or_after_the_window(buyer, part):
    page = link(part, f"khieu-nai/{part.pk}/")
    assert buyer.get(page).status_code == 302
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk)
    confirm_receipt(seller_order_id=part.pk)
    assert buyer.get(page).status_code == 200
    with clock.at(clock.now() + timedelta(days=31)):
        assert buyer.get(page).status_code == 302
        assert "Hàng có vấn đề" not in words(buyer.get(link(part)))


def test_answer_and_decision_are_on_the_order(buyer, delivered):
    buyer.post(link(delivered, f"khieu-nai/{delivered.pk}/"), typed(delivered))
    claim = Claim.objects.get()
    answer_claim(claim_id=claim.pk, answer="agrees")
    assert "Sạp đồng ý hoàn tiền" in words(buyer.get(link(delivered)))
    grant_claim(claim_id=claim.pk, amount=Dong(780_000), with_delivery_fee=False, words="Hoàn", operator=None)
    dispatch_all()
    page = words(buyer.get(link(delivered)))
    assert "Khiếu nại được chấp nhận: hoàn 780.000 ₫" in page
    assert "Chợ gọi hỏi bạn nhận lại bằng cách nào." in page


def test_a_claim_is_taken_back_after_a_question(buyer, delivered):
    buyer.post(link(delivered, f"khieu-nai/{delivered.pk}/"), typed(delivered))
    page = link(delivered, f"khieu-nai/rut/{Claim.objects.get().pk}/")
    assert "Rút khiếu nại này?" in words(buyer.get(page))
    buyer.post(page, {})
    assert Claim.objects.get().state == "withdrawn"
    assert buyer.get(link(delivered, "khieu-nai/rut/999/")).status_code == 404


def test_the_order_says_who_carries_it_and_under_which_number(buyer, part):
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk, carrier="commune_collector")
    page = words(buyer.get(link(part)))
    assert "Người gom của xã" in page
    assert f"GX32191-{part.order.number}-{part.pk}" in page


def test_less_than_was_ordered_costs_less(buyer, part):
    line = part.lines.get()
    accept_seller_order(seller_order_id=part.pk, refused={line.pk: 1}, reason="Chỉ còn một túi")
    page = words(buyer.get(link(part)))
    assert "Sạp giao thiếu món" in page
    assert "Chỉ còn một túi" in page
    assert "−780.000 ₫" in page
    assert "805.000 ₫" in page


def test_a_failed_delivery_and_an_operators_reason_are_told(buyer, order_of, part):
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk)
    fail_delivery(seller_order_id=part.pk, reason="unreachable")
    assert "Gọi không gặp khách" in words(buyer.get(link(part)))
    other = order_of(quantity=1).seller_orders.get()
    cancel_order(order_number=other.order.number, by="operator", reason="Khách gọi chợ nhờ hủy đơn.")
    assert "Khách gọi chợ nhờ hủy đơn." in words(buyer.get(link(other)))
