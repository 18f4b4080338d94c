"""What does not go as it should, on the producer's phone: less than was ordered, a parcel that came back, a claim."""

import pytest

from base import clock
from orders.claims.models import Claim
from orders.models import SellerOrder
from orders.services import (
    ClaimRequest,
    DeliveryAddress,
    OrderRequest,
    WantedLine,
    accept_seller_order,
    confirm_receipt,
    hand_over_seller_order,
    open_claim,
    place_order,
)

pytestmark = pytest.mark.django_db
State = SellerOrder.State
NEAR = DeliveryAddress("Trần Minh", "+84912000002", "Ấp 3", "32191", "96")


@pytest.fixture
def part(lans_stall, make_product):
    """A new order for three bags, from the same province."""
    lines = (WantedLine(make_product(lans_stall, price=100_000, quantity=9).pk, 3),)
    return place_order(request=OrderRequest("near-0001", lines, "cod", address=NEAR)).seller_orders.get()


@pytest.fixture
def claim(part):
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk)
    confirm_receipt(seller_order_id=part.pk)
    wish = ClaimRequest("claim-0001", part.pk, "damaged", ((part.lines.get().pk, 2),), "Bể nắp")
    return open_claim(request=wish, now=clock.now())


def text(answer):
    return answer.content.decode().replace("\xa0", " ")


def reduce(phone, part, units, **more):
    typed = {"request_id": "reduce-0001", f"line_{part.lines.get().pk}": units, "reason": "Mẻ này chỉ còn bấy nhiêu"}
    return phone.post(f"/ban-hang/don/{part.pk}/bot/", typed | more, follow=True)


def fresh(part):
    return SellerOrder.objects.get(pk=part.pk)


def test_a_part_is_taken_on_with_what_there_is(phone, part):
    answer = reduce(phone, part, "2")
    assert "Đã báo khách phần thiếu" in text(answer)
    assert (fresh(part).state, fresh(part).goods_vnd) == (State.ACCEPTED, 200_000)
    assert "bạn báo thiếu 1" in text(answer)


def test_sending_it_twice_takes_away_once(phone, part):
    reduce(phone, part, "2")
    reduce(phone, part, "2")
    assert fresh(part).goods_vnd == 200_000


@pytest.mark.parametrize(
    ("units", "told"),
    [
        ("4", "Khách chỉ đặt 3"),
        ("3", "Đủ hàng cả thì quay lại"),
        ("0", "Không giao được món nào"),
        ("một", "Số lượng là số nguyên"),
        ("", "Ghi số lượng"),
        ("２", "Số lượng là số nguyên"),
    ],
)
def test_numbers_that_cannot_be_are_explained(phone, part, units, told):
    answer = reduce(phone, part, units)
    assert answer.status_code == 422
    assert told in text(answer)
    assert fresh(part).state == State.INCOMING


def test_the_collector_is_offered_nearby_and_gives_a_number(phone, part):
    accept_seller_order(seller_order_id=part.pk)
    phone.post(f"/ban-hang/don/{part.pk}/lam/", {"command": "pack"})
    assert "Người gom của xã" in text(phone.get(f"/ban-hang/don/{part.pk}/"))
    step = {"command": "hand_over", "carrier": "commune_collector"}
    page = text(phone.post(f"/ban-hang/don/{part.pk}/lam/", step, follow=True))
    assert f"GX32191-{part.order.number}-{part.pk}" in page


def test_a_carrier_nobody_knows_is_refused(phone, part):
    accept_seller_order(seller_order_id=part.pk)
    answer = phone.post(f"/ban-hang/don/{part.pk}/lam/", {"command": "hand_over", "carrier": "drone"}, follow=True)
    assert answer.status_code == 200
    assert fresh(part).state == State.ACCEPTED


def test_a_parcel_comes_back_with_a_reason(phone, part):
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk)
    page = f"/ban-hang/don/{part.pk}/giao-khong-duoc/"
    assert phone.post(page, {}).status_code == 422
    answer = phone.post(page, {"reason": "unreachable"}, follow=True)
    assert "Gọi không gặp khách" in text(answer)
    assert fresh(part).state == State.UNDELIVERED


def test_cash_that_the_collector_brought_is_noted_once(phone, part):
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk, carrier="commune_collector")
    confirm_receipt(seller_order_id=part.pk)
    assert "đang giữ 325.000 ₫" in text(phone.get(f"/ban-hang/don/{part.pk}/"))
    step = {"command": "cash"}
    assert "tiền đơn này bạn đã cầm" in text(phone.post(f"/ban-hang/don/{part.pk}/lam/", step, follow=True))
    assert "đang giữ" not in text(phone.get(f"/ban-hang/don/{part.pk}/"))


def test_a_claim_is_on_the_first_page_and_answered_with_a_picture(phone, claim, photo_file):
    assert "Hàng bể, hư hỏng" in text(phone.get("/ban-hang/"))
    typed = {"request_id": "answer-0001", "answer": "disagrees", "words": "Lúc gói còn nguyên", "photo": photo_file()}
    answer = phone.post(f"/ban-hang/khieu-nai/{claim.pk}/", typed, follow=True)
    assert "Bạn đã trả lời" in text(answer)
    claim.refresh_from_db()
    assert (claim.state, claim.answer, len(claim.seller_photos)) == (Claim.State.ANSWERED, "disagrees", 1)


def test_who_disagrees_says_why_and_keeps_his_picture(phone, claim, photo_file):
    typed = {"request_id": "answer-0001", "answer": "disagrees", "photo": photo_file()}
    answer = phone.post(f"/ban-hang/khieu-nai/{claim.pk}/", typed)
    assert answer.status_code == 422
    assert "Ghi vì sao" in text(answer)
    assert "Ảnh đã gửi" in text(answer)


def test_another_stalls_things_are_unknown(client, other_stall, stranger, part, claim):
    client.force_login(stranger)
    for page in (f"don/{part.pk}/bot", f"don/{part.pk}/giao-khong-duoc", f"khieu-nai/{claim.pk}"):
        assert client.get(f"/ban-hang/{page}/").status_code == 404
