"""Claims and cash at the desk: by deadline, decided once, and cash known by who holds it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from base import clock
from marketplace.audit.models import AuditEntry
from orders.claims.models import Claim
from orders.services import (
    ClaimRequest,
    DeliveryAddress,
    OrderRequest,
    WantedLine,
    accept_seller_order,
    answer_claim,
    confirm_receipt,
    hand_over_seller_order,
    open_claim,
    place_order,
)

pytestmark = pytest.mark.django_db
NEAR = DeliveryAddress("Trần Minh", "+84912000002", "Ấp 3", "32191", "96")


@pytest.fixture
def part(lans_stall, make_product):
    """A part that the collector brought and took the cash for."""
    lines = (WantedLine(make_product(lans_stall, price=100_000).pk, 2),)
    placed = place_order(request=OrderRequest("operators-2", lines, "cod", address=NEAR))
    part = placed.seller_orders.get()
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk, carrier="commune_collector")
    return confirm_receipt(seller_order_id=part.pk)


@pytest.fixture
def claim(part):
    lines = ((part.lines.get().pk, 1),)
    wish = ClaimRequest("claim-0001", part.pk, "spoiled", lines, "Có mùi")
    return open_claim(request=wish, now=clock.now())


def text(answer):
    return answer.content.decode().replace("\xa0", " ")


def url(claim):
    return reverse("operators:claim", args=[claim.pk])


def test_a_claim_is_on_the_work_list_with_its_own_deadline(desk, claim):
    assert "Khiếu nại: Hàng ươn" in text(desk.get(reverse("operators:home")))
    with clock.at(claim.decision_due_at + timedelta(hours=1)):
        assert "Quá hạn 1 giờ" in text(desk.get(reverse("operators:claims")))


def test_both_sides_are_shown(desk, claim):
    assert "Chưa trả lời" in text(desk.get(url(claim)))
    answer_claim(claim_id=claim.pk, answer="disagrees", words="Lúc gói còn tốt")
    page = text(desk.get(url(claim)))
    assert "Có mùi" in page
    assert "Lúc gói còn tốt" in page


def test_granting_gives_back_and_is_written_down(desk, claim, tuan):
    answer = desk.post(url(claim), {"decision": "grant", "amount": "80.000", "words": "Hoàn phần hư"}, follow=True)
    assert "Hoàn 80.000 ₫" in text(answer)
    claim.refresh_from_db()
    assert (claim.state, claim.goods_vnd, claim.decided_by) == (Claim.State.GRANTED, 80_000, tuan)
    assert AuditEntry.objects.filter(action="claim_granted").count() == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Chọn hoàn tiền hay không"),
        ({"decision": "grant", "amount": "100.001"}, "Ghi từ 1 ₫ tới 100.000 ₫"),
        ({"decision": "grant", "amount": "0"}, "Ghi từ 1 ₫ tới 100.000 ₫"),
        ({"decision": "grant", "amount": "１００"}, "chỉ gồm chữ số"),
        ({"decision": "reject", "words": " "}, "Ghi vì sao không hoàn"),
    ],
)
def test_a_decision_that_cannot_be_right_is_explained(desk, claim, typed, told):
    answer = desk.post(url(claim), typed)
    assert answer.status_code == 422
    assert told in text(answer)
    claim.refresh_from_db()
    assert claim.state == Claim.State.OPENED


def test_a_decision_is_made_once(desk, claim):
    desk.post(url(claim), {"decision": "reject", "words": "Ảnh không phải hàng này"})
    page = text(desk.post(url(claim), {"decision": "grant", "amount": "1"}))
    assert "Không hoàn" in page
    claim.refresh_from_db()
    assert claim.state == Claim.State.REJECTED


def test_cash_is_shown_by_who_holds_it_until_it_came_in(desk, part):
    page = text(desk.get(reverse("operators:cash")))
    assert "Người gom của xã" in page
    assert "225.000 ₫" in page
    desk.post(reverse("operators:cash_handed_over", args=[part.pk]))
    assert "Không ai đang giữ tiền mặt" in text(desk.get(reverse("operators:cash")))


def test_nobody_else_sees_them(client, minh, claim):
    client.force_login(minh)
    for page in (url(claim), reverse("operators:claims"), reverse("operators:cash")):
        assert client.get(page).status_code in (302, 403, 404)


def test_the_listing_shows_why_stock_is_what_it_is(desk, part):
    line = part.lines.get()
    page = text(desk.get(reverse("operators:listing", args=[line.product_id])))
    assert "Sổ kho" in page
    assert page.count(part.order.number) >= 2
    assert "không khớp với sổ" not in page
    line.stockrecord.__class__.objects.update(num_in_stock=77)
    assert "không khớp với sổ" in text(desk.get(reverse("operators:listing", args=[line.product_id])))
