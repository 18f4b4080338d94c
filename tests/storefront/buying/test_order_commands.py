"""What a buyer may do with an order: pay again, cancel, say that it arrived. Each asks first."""

from base import clock
from events.models import RecordedEvent
from orders.models import Order, SellerOrder
from orders.services import accept_seller_order, hand_over_seller_order
from payments.models import PaymentAttempt
from sellers.models import StockRecord
from tests.storefront.buying.buyer import words
from tests.storefront.buying.gateway import start


def link(order, tail=""):
    return f"/don-hang/{order.number}/{order.token}/{tail}"


def status(order):
    return Order.objects.get(pk=order.pk).status


def test_cancelling_asks_first(buyer, order_of, product):
    order = order_of(quantity=2)
    page = words(buyer.get(link(order, "huy/")))
    assert page.index("Giữ đơn") < page.index("Hủy cả đơn")
    assert status(order) == "confirmed"
    answer = buyer.post(link(order, "huy/"), {})
    assert answer["Location"] == link(order)
    assert status(order) == "cancelled"
    assert StockRecord.objects.get(product=product).net_stock_level == 5
    shown = words(buyer.get(link(order)))
    assert "Đã hủy đơn. Hàng đã trả về sạp." in shown
    assert "Bạn đã hủy đơn" in shown
    assert link(order, "huy/") not in shown


def test_once_a_seller_started_it_is_too_late(buyer, order_of):
    order = order_of()
    accept_seller_order(seller_order_id=order.seller_orders.get().pk)
    assert link(order, "huy/") not in words(buyer.get(link(order)))
    assert buyer.get(link(order, "huy/"))["Location"] == link(order)
    buyer.post(link(order, "huy/"), {})
    assert status(order) == "confirmed"
    assert "Đơn này không còn ở bước đó nữa." in words(buyer.get(link(order)))


def test_saying_that_it_arrived_asks_first_and_counts_once(buyer, order_of):
    order = order_of()
    part = order.seller_orders.get()
    arrived = link(order, f"da-nhan/{part.pk}/")
    buyer.post(arrived, {})
    assert SellerOrder.objects.get().state == "incoming"
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk)
    assert "Tôi đã nhận hàng" in words(buyer.get(link(order)))
    assert "Kiện của Sạp chị Lan đã tới tay bạn?" in words(buyer.get(arrived))
    assert SellerOrder.objects.get().state == "handed_over"
    buyer.post(arrived, {})
    buyer.post(arrived, {})
    assert (SellerOrder.objects.get().state, status(order)) == ("delivered", "completed")
    assert RecordedEvent.objects.filter(name="SellerOrderDelivered").count() == 1


def test_a_parcel_of_another_order_is_not_found(buyer, order_of):
    mine, other = order_of(), order_of()
    part = other.seller_orders.get()
    accept_seller_order(seller_order_id=part.pk)
    hand_over_seller_order(seller_order_id=part.pk)
    for part_id in (part.pk, 0, 10**30):
        assert buyer.post(link(mine, f"da-nhan/{part_id}/"), {}).status_code == 404
    assert SellerOrder.objects.get(pk=part.pk).state == "handed_over"


def test_commands_need_the_token_and_the_form(buyer, order_of):
    order = order_of()
    assert buyer.post(f"/don-hang/{order.number}/{'x' * 43}/huy/", {}).status_code == 404
    assert buyer.client.post(link(order, "huy/"), {}).status_code == 403
    assert status(order) == "confirmed"


def test_another_try_at_paying(buyer, order_of, settings):
    order = order_of("vnpay")
    first = start(order)
    answer = buyer.post(link(order, "tra-tien/"), {})
    assert answer["Location"].startswith(settings.VNPAY_PAYMENT_URL)
    second = PaymentAttempt.objects.exclude(pk=first.pk).get()
    assert second.reference != first.reference
    assert second.expires_at == order.reserved_until


def test_no_other_try_when_time_is_up_or_nothing_is_due(buyer, order_of):
    late, delivered = order_of("vnpay"), order_of()
    with clock.at(late.reserved_until):
        assert buyer.post(link(late, "tra-tien/"), {})["Location"] == link(late)
    assert buyer.post(link(delivered, "tra-tien/"), {})["Location"] == link(delivered)
    assert PaymentAttempt.objects.count() == 0


def test_a_gateway_that_is_not_set_up_keeps_the_order(buyer, order_of, settings):
    settings.VNPAY_HASH_SECRET = ""
    order = order_of("vnpay")
    assert buyer.post(link(order, "tra-tien/"), {})["Location"] == link(order)
    assert "Chưa mở được trang VNPAY." in words(buyer.get(link(order)))


def test_my_orders(buyer, order_of, minh, stranger):
    mine = order_of(user_id=minh.pk)
    assert "Đăng nhập bằng số điện thoại" in words(buyer.get("/don-hang/"))
    buyer.client.force_login(minh)
    page = words(buyer.get("/don-hang/"))
    assert link(mine) in page
    assert "Đang giao dần" in page
    buyer.client.force_login(stranger)
    assert "Chưa có đơn nào" in words(buyer.get("/don-hang/"))
