"""A claim: opened in time, answered, decided; what goes back is never more than was paid."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from base import clock
from base.errors import InvalidInput, RequestIdReused
from base.money import Dong
from orders.claims.models import Claim, ClaimDeadline
from orders.errors import ClaimTooLate, WrongState
from orders.services import ClaimRequest, answer_claim, grant_claim, open_claim, reject_claim, withdraw_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(order, delivered, lans_stall, make_product):
    shrimp = make_product(lans_stall, price=100_000, quantity=10)
    fish = make_product(lans_stall, title="Khô cá dứa", price=300_000, quantity=10)
    return delivered(order(shrimp, 3, fish, 1))


def lines_of(part):
    return list(part.lines.order_by("pk"))


def wish(part, *units, request_id="claim-1", **more):
    lines = tuple((line.pk, wanted) for line, wanted in zip(lines_of(part), units, strict=False) if wanted)
    return ClaimRequest(request_id, part.pk, more.pop("reason", "spoiled"), lines, **more)


def opened(part, *units, now=None, **more):
    return open_claim(request=wish(part, *units, **more), now=now or clock.now())


def test_a_claim_takes_its_deadlines_from_the_rows_in_force(part):
    now = clock.now()
    ClaimDeadline.objects.create(code="answer", hours=24, effective_from=date(2026, 7, 2), source="thử")
    claim = opened(part, 1, now=now)
    assert claim.answer_due_at == now + timedelta(hours=24)
    assert claim.decision_due_at == now + timedelta(hours=120)


def test_the_window_closes(part):
    late = part.state_since + timedelta(days=30, seconds=1)
    with pytest.raises(ClaimTooLate):
        opened(part, 1, now=late)
    assert opened(part, 1, now=part.state_since + timedelta(days=30)).state == "opened"


def test_only_what_was_delivered_can_be_complained_about(order, lans_stall, make_product):
    part = order(make_product(lans_stall)).seller_orders.get()
    with pytest.raises(WrongState):
        opened(part, 1)


def test_the_same_request_is_one_claim_and_another_body_is_refused(part):
    assert opened(part, 1).pk == opened(part, 1).pk
    with pytest.raises(RequestIdReused):
        opened(part, 2)


@pytest.mark.parametrize(
    ("units", "more"),
    [((), {}), ((4,), {}), ((-1,), {}), ((1,), {"reason": "bored"}), ((1,), {"photos": ("a", "b", "c", "d", "e")})],
)
def test_a_claim_that_cannot_be_right_is_refused(part, units, more):
    with pytest.raises(InvalidInput):
        opened(part, *units, **more)
    assert not Claim.objects.exists()


def test_one_claim_about_a_part_is_open_at_a_time(part):
    claim = opened(part, 1)
    with pytest.raises(WrongState):
        opened(part, 1, request_id="claim-2")
    withdraw_claim(claim_id=claim.pk)
    assert opened(part, 1, request_id="claim-2").state == "opened"


def test_what_is_granted_is_due_to_the_buyer_and_taken_from_the_sale(part, tuan, recorded):
    claim = opened(part, 2, 1, photos=("aa", "bb"))
    answer_claim(claim_id=claim.pk, answer="agrees")
    grant_claim(claim_id=claim.pk, amount=Dong(250_000), with_delivery_fee=True, words="Hoàn một nửa", operator=tuan)
    [due] = recorded("RefundBecameDue")
    assert (due["amount_vnd"], due["reason"]) == (275_000, "claim_granted")
    [back] = recorded("SaleReturned")
    assert (back["goods_vnd"], back["delivery_fee_vnd"]) == (250_000, 25_000)
    assert [(line["quantity"], line["amount_vnd"]) for line in back["lines"]] == [(2, 100_000), (1, 150_000)]
    claim.refresh_from_db()
    assert (claim.state, claim.decided_by) == ("granted", tuan)


def test_no_more_goes_back_than_was_paid_for_what_is_complained_about(part, tuan):
    claim = opened(part, 2)
    for wrong in (0, 200_001):
        with pytest.raises(InvalidInput):
            grant_claim(claim_id=claim.pk, amount=Dong(wrong), with_delivery_fee=False, words="", operator=tuan)


def test_units_and_delivery_go_back_once(part, tuan, recorded):
    first = opened(part, 2)
    grant_claim(claim_id=first.pk, amount=Dong(200_000), with_delivery_fee=True, words="", operator=tuan)
    with pytest.raises(InvalidInput):
        opened(part, 2, request_id="claim-2")
    second = opened(part, 1, 1, request_id="claim-3")
    grant_claim(claim_id=second.pk, amount=Dong(400_000), with_delivery_fee=True, words="", operator=tuan)
    assert sum(due["amount_vnd"] for due in recorded("RefundBecameDue")) == part.total.amount


def test_a_decision_stands(part, tuan):
    claim = opened(part, 1)
    reject_claim(claim_id=claim.pk, words="Ảnh chụp hàng của sạp khác", operator=tuan)
    with pytest.raises(WrongState):
        grant_claim(claim_id=claim.pk, amount=Dong(1), with_delivery_fee=False, words="", operator=tuan)
    with pytest.raises(WrongState):
        answer_claim(claim_id=claim.pk, answer="agrees")


def test_disagreeing_and_rejecting_need_words(part, tuan):
    claim = opened(part, 1)
    with pytest.raises(InvalidInput):
        answer_claim(claim_id=claim.pk, answer="disagrees", words=" ")
    with pytest.raises(InvalidInput):
        reject_claim(claim_id=claim.pk, words="", operator=tuan)


def test_the_database_refuses_money_for_a_claim_that_was_not_granted(part):
    claim = opened(part, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(goods_vnd=1)
