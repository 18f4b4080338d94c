"""Orders on the producer's phone: each step once, nobody else's, and the buyer known only when it is needed."""

import pytest

from events.dispatcher import dispatch_all
from orders.models import SellerOrder
from orders.services import (
    OrderRequest,
    WantedLine,
    accept_seller_order,
    cancel_order,
    hand_over_seller_order,
    place_order,
)
from payments.services import capture_cash
from sellers.models import StockRecord

pytestmark = pytest.mark.django_db
State = SellerOrder.State
PRIVATE = ("Trần Minh", "0912 000 002", "12 đường Hùng Vương", "Gọi trước khi giao")


@pytest.fixture
def part(lans_stall, make_product, buy):
    return buy(make_product(lans_stall), 2)


def act(phone, part, command, **more):
    return phone.post(f"/ban-hang/don/{part.pk}/lam/", {"command": command, **more}, follow=True)


def page_of(phone, part):
    return phone.get(f"/ban-hang/don/{part.pk}/").content.decode()


def state_of(part):
    return SellerOrder.objects.get(pk=part.pk).state


def test_an_order_goes_step_by_step_to_its_buyer(phone, part):
    for command, state in (
        ("accept", State.ACCEPTED),
        ("pack", State.PACKED),
        ("hand_over", State.HANDED_OVER),
        ("deliver", State.DELIVERED),
    ):
        answer = act(phone, part, command)
        assert answer.status_code == 200
        assert state_of(part) == state
    assert "Xong đơn" in page_of(phone, part)


def test_a_step_taken_twice_is_taken_once(phone, part):
    first, again = act(phone, part, "accept"), act(phone, part, "accept")
    assert "Đã nhận đơn" in first.content.decode()
    assert "Đã nhận đơn" in again.content.decode()
    assert state_of(part) == State.ACCEPTED


def test_a_step_that_no_longer_fits_is_explained(phone, part):
    cancel_order(order_number=part.order.number, by="buyer")
    answer = act(phone, part, "accept")
    assert answer.status_code == 200
    assert "Đơn này đã bị hủy" in answer.content.decode()
    assert state_of(part) == State.CANCELLED


@pytest.mark.parametrize("command", ["pack", "hand_over", "deliver"])
def test_no_step_can_be_skipped_from_a_new_order(phone, part, command):
    assert "chưa được nhận" in act(phone, part, command).content.decode()
    assert state_of(part) == State.INCOMING


def test_goods_must_have_left_before_they_have_arrived(phone, part):
    act(phone, part, "accept")
    assert "đã nhận rồi" in act(phone, part, "deliver").content.decode()
    assert state_of(part) == State.ACCEPTED


@pytest.mark.parametrize("command", ["", "cancel", "release", "🦐"])
def test_other_commands_do_not_exist(phone, part, command):
    assert act(phone, part, command).status_code == 404


@pytest.mark.parametrize(("back", "path"), [("home", "/ban-hang/"), ("orders", "/ban-hang/don/"), ("//evil", None)])
def test_a_button_leads_back_to_its_own_page_only(phone, part, back, path):
    answer = phone.post(f"/ban-hang/don/{part.pk}/lam/", {"command": "accept", "back": back})
    assert answer.url == (path or f"/ban-hang/don/{part.pk}/")


def test_the_buyer_is_known_from_acceptance_on(phone, part):
    assert not any(words in page_of(phone, part) for words in PRIVATE)
    assert "Hồ Chí Minh" in page_of(phone, part)
    act(phone, part, "accept")
    page = page_of(phone, part)
    assert all(words in page for words in PRIVATE)
    assert 'href="tel:+84912000002"' in page


def test_the_buyer_of_a_refused_order_stays_unknown(phone, part):
    act(phone, part, "accept")
    refuse(phone, part, reason="too_far")
    assert not any(words in page_of(phone, part) for words in PRIVATE)


def refuse(phone, part, **typed):
    return phone.post(f"/ban-hang/don/{part.pk}/tu-choi/", typed, follow=True)


def test_what_is_gone_is_refused_and_no_longer_sold(phone, part):
    product_id = part.lines.get().product_id
    refuse(phone, part, reason="sold_out", gone=[product_id], words="Hẹn bạn tuần sau")
    part.refresh_from_db()
    assert (part.state, part.refusal_reason) == (State.REFUSED, "Hết hàng. Hẹn bạn tuần sau")
    assert StockRecord.objects.get(product_id=product_id).net_stock_level == 0
    assert "Hẹn bạn tuần sau" in page_of(phone, part)


def test_for_any_other_reason_the_goods_go_back_on_sale(phone, part):
    product_id = part.lines.get().product_id
    refuse(phone, part, reason="not_in_time", gone=[product_id])
    assert StockRecord.objects.get(product_id=product_id).net_stock_level == 5


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "reason"),
        ({"reason": "because"}, "reason"),
        ({"reason": "other", "words": " "}, "words"),
        ({"reason": "other", "words": "x" * 5000}, "words"),
        ({"reason": "sold_out"}, "gone"),
        ({"reason": "sold_out", "gone": [999_999]}, "gone"),
    ],
)
def test_a_refusal_needs_its_reason(phone, part, typed, field):
    answer = refuse(phone, part, **typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert state_of(part) == State.INCOMING


def test_an_order_that_has_left_is_not_refused(phone, part):
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk)
    answer = refuse(phone, part, reason="too_far")
    assert "đã giao cho người chở rồi" in answer.content.decode()
    assert state_of(part) == State.HANDED_OVER


def test_another_stalls_order_does_not_exist(client, stranger, other_stall, part):
    client.force_login(stranger)
    here = f"/ban-hang/don/{part.pk}/"
    assert client.get(here).status_code == 404
    assert client.post(f"{here}lam/", {"command": "accept"}).status_code == 404
    assert client.get(f"{here}tu-choi/").status_code == 404
    assert client.post(f"{here}tu-choi/", {"reason": "too_far"}).status_code == 404
    assert part.order.number not in client.get("/ban-hang/don/").content.decode()
    assert state_of(part) == State.INCOMING


def test_an_order_that_is_not_paid_yet_does_not_ring(phone, lans_stall, make_product, buy):
    unpaid = buy(make_product(lans_stall), method="vnpay")
    assert phone.get(f"/ban-hang/don/{unpaid.pk}/").status_code == 404
    assert unpaid.order.number not in phone.get("/ban-hang/don/").content.decode()


def test_a_sale_at_a_fair_is_done_and_names_nobody(phone, lans_stall, make_product):
    lines = (WantedLine(make_product(lans_stall).pk, 1),)
    placed = place_order(request=OrderRequest("fair-0001", lines, "till_cash", channel="fair", fair_id=1))
    capture_cash(order_number=placed.number, amount=placed.total, till="fair:1")
    dispatch_all()
    part = placed.seller_orders.get()
    assert part.state == State.DELIVERED
    page = page_of(phone, part)
    assert "Quầy hội chợ đã giao hàng tận tay khách" in page
    assert "tel:+84" not in page
    assert "Bán tại hội chợ" in phone.get("/ban-hang/don/?xem=da-xong").content.decode()
    assert "Chợ đang giữ, sẽ chuyển cho bạn." in phone.get("/ban-hang/tien/").content.decode()


def test_each_tab_shows_its_orders(phone, lans_stall, make_product, buy):
    product = make_product(lans_stall, quantity=50)
    new, doing, gone = buy(product), buy(product), buy(product)
    act(phone, doing, "accept")
    refuse(phone, gone, reason="too_far")
    for tab, part in (("moi", new), ("dang-lam", doing), ("da-xong", gone)):
        page = phone.get("/ban-hang/don/", {"xem": tab}).content.decode()
        assert [other.pk for other in (new, doing, gone) if f"/don/{other.pk}/" in page] == [part.pk]


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "２", "1.5"])
def test_any_page_number_is_answered(phone, page):
    assert phone.get("/ban-hang/don/", {"trang": page, "xem": "khong-co"}).status_code == 200
