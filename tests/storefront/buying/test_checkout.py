"""The checkout: guests and people who are logged in, one order for any number of taps, nothing typed is lost."""

import pytest
from django.test import Client
from oscar.apps.basket.models import Basket, Line

from base.money import Dong
from marketplace.storefront.buying.lines import order_basket
from orders.models import Order
from orders.services import OrderRequest, WantedLine, place_order
from payments.models import PaymentAttempt
from sellers.models import StockRecord
from sellers.services import pause_product
from tests.storefront.buying.buyer import TYPED, Buyer, hidden, words


def left(product):
    return StockRecord.objects.get(product=product).net_stock_level


def count_units(basket):
    return sum(Line.objects.filter(basket=basket).values_list("quantity", flat=True))


def someone_else_takes(product, quantity, request_id="else"):
    place_order(request=OrderRequest(request_id, (WantedLine(product.pk, quantity),), "cod"))


def test_a_guest_orders_and_pays_on_delivery(buyer, product):
    buyer.add(product, 2)
    answer = buyer.checkout()
    order = Order.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/don-hang/{order.number}/{order.token}/")
    assert (order.status, order.user_id, order.total) == ("confirmed", None, Dong(2 * 780_000 + 25_000))
    assert (order.buyer_phone, order.commune_code, order.province_code) == ("+84912345678", "32191", "96")
    assert left(product) == 3
    assert buyer.client.cookies["basket_count"].value == ""
    page = words(buyer.get(answer["Location"]))
    assert "Chợ đã nhận đơn của bạn." in page
    assert "0912 ••• 678" in page
    assert "Giỏ còn trống" in words(buyer.get("/gio-hang/"))


def test_paying_by_vnpay_leads_to_its_page(buyer, product, settings):
    buyer.add(product)
    answer = buyer.checkout(payment_method="vnpay")
    order, attempt = Order.objects.get(), PaymentAttempt.objects.get()
    assert answer["Location"].startswith(settings.VNPAY_PAYMENT_URL + "?")
    assert f"vnp_TxnRef={attempt.reference}" in answer["Location"]
    assert "vnp_ReturnUrl=http%3A%2F%2F127.0.0.1%3A8000%2Fthanh-toan%2Fvnpay%2Ftra-ve" in answer["Location"]
    assert (order.status, attempt.amount_vnd) == ("awaiting_payment", order.total.amount)
    assert attempt.expires_at == order.reserved_until


def test_someone_logged_in_is_known(minh, product):
    buyer = Buyer()
    buyer.client.force_login(minh)
    buyer.add(product)
    page = buyer.get("/thanh-toan/")
    assert 'value="Trần Minh"' in words(page)
    assert 'value="0912 000 002"' in words(page)
    buyer.send(page)
    assert Order.objects.get().user_id == minh.pk


@pytest.mark.parametrize("method", ["cod", "vnpay"])
def test_the_same_form_sent_twice_is_one_order(buyer, product, method):
    buyer.add(product)
    page = buyer.get("/thanh-toan/")
    first, second = buyer.send(page, payment_method=method), buyer.send(page, payment_method=method)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Order.objects.count() == 1
    assert left(product) == 4


def test_sent_again_with_other_words_the_first_one_counts(buyer, product):
    buyer.add(product)
    page = buyer.get("/thanh-toan/")
    first = buyer.send(page)
    buyer.add(product)
    assert buyer.send(page, name="Người khác")["Location"] == first["Location"]
    assert buyer.get("/gio-hang/").context["contents"].lines[0].quantity == 1


def test_sent_again_with_another_basket_it_says_so_and_a_fresh_form_orders_it(buyer, product, lans_stall, make_product):
    squid = make_product(lans_stall, title="Khô mực", quantity=5)
    buyer.add(product)
    page = buyer.get("/thanh-toan/")
    buyer.send(page)
    first = Order.objects.get()
    buyer.add(squid, 2)
    answer = buyer.send(page, name="Người khác", note="Gọi cửa sau")
    shown = words(answer)
    assert answer.status_code == 422
    assert f"Đơn {first.number} của bạn đã được đặt rồi." in shown
    assert f'href="/don-hang/{first.number}/{first.token}/"' in shown
    assert 'value="Người khác"' in shown
    assert "Gọi cửa sau" in shown
    assert hidden(answer, "request_id") != hidden(page, "request_id")
    assert Order.objects.count() == 1
    assert left(squid) == 5
    assert buyer.send(answer, name="Người khác").status_code == 302
    second = Order.objects.exclude(pk=first.pk).get()
    assert (second.buyer_name, left(product), left(squid)) == ("Người khác", 4, 3)
    assert "Giỏ còn trống" in words(buyer.get("/gio-hang/"))


def test_more_of_the_same_is_another_basket(buyer, product):
    buyer.add(product)
    page = buyer.get("/thanh-toan/")
    buyer.send(page)
    buyer.add(product, 2)
    answer = buyer.send(page)
    assert answer.status_code == 422
    assert buyer.send(answer).status_code == 302
    assert left(product) == 2


def test_what_the_buyer_adds_while_his_order_is_placed_stays(buyer, product):
    buyer.add(product, 3)
    basket = Basket.objects.get()
    wish = OrderRequest("r-1", (WantedLine(product.pk, 1),), "cod")
    placed = order_basket(basket=basket, request=wish)
    assert count_units(basket) == 2
    assert order_basket(basket=basket, request=wish) == placed
    assert count_units(basket) == 2


def test_errors_stand_beside_their_fields_and_what_was_typed_stays(buyer, product):
    buyer.add(product)
    page = buyer.get("/thanh-toan/")
    answer = buyer.send(page, phone="0912 34 56", name="Ngọc <b>", payment_method="vnpay", remember="on")
    shown = words(answer)
    assert answer.status_code == 422
    assert "Số này thiếu 2 chữ số." in shown
    assert 'value="0912 34 56"' in shown
    assert 'value="Ngọc &lt;b&gt;"' in shown
    assert 'value="128/5 Trần Hưng Đạo"' in shown
    assert '<option value="32191" selected>' in shown
    assert 'value="vnpay" checked' in shown
    assert "checked" in shown.split('name="remember"')[1].split(">")[0]
    assert hidden(answer, "request_id") == hidden(page, "request_id")
    assert Order.objects.count() == 0


def test_taken_in_the_last_moment(buyer, product):
    buyer.add(product, 3)
    page = buyer.get("/thanh-toan/")
    someone_else_takes(product, 4)
    answer = buyer.send(page)
    shown = words(answer)
    assert answer.status_code == 409
    assert "“Tôm khô Rạch Gốc” chỉ còn 1, không đủ 3." in shown
    assert 'value="Nguyễn Thị Hồng Ngọc"' in shown
    adjusted = buyer.send(answer, act="adjust")
    assert adjusted.status_code == 200
    assert hidden(adjusted, "shown_total") == "805000"
    assert 'value="Nguyễn Thị Hồng Ngọc"' in words(adjusted)
    assert buyer.send(adjusted).status_code == 302
    assert left(product) == 0


def test_nothing_is_left_of_the_whole_basket(buyer, product):
    buyer.add(product)
    page = buyer.get("/thanh-toan/")
    pause_product(product_id=product.pk)
    answer = buyer.send(page)
    assert "“Tôm khô Rạch Gốc” hiện không bán nữa." in words(answer)
    assert "Bỏ những món này ra" in words(answer)
    assert buyer.send(answer, act="adjust")["Location"] == "/gio-hang/"
    assert "Giỏ không còn món nào để đặt." in words(buyer.get("/gio-hang/"))


def test_a_new_price_is_shown_before_it_is_charged(buyer, product):
    buyer.add(product)
    page = buyer.get("/thanh-toan/")
    StockRecord.objects.filter(product=product).update(price=820_000)
    answer = buyer.send(page)
    assert answer.status_code == 409
    assert "Giá vừa thay đổi." in words(answer)
    assert "giá cũ 780.000 ₫" in words(answer)
    assert buyer.send(answer).status_code == 302
    assert Order.objects.get().total == Dong(845_000)


@pytest.mark.parametrize("shown", ["", "0", "-5", "1.5", "🦐", "9" * 400])
def test_a_total_we_never_showed_orders_nothing(buyer, product, shown):
    buyer.add(product)
    assert buyer.checkout(shown_total=shown).status_code == 409
    assert Order.objects.count() == 0


@pytest.mark.parametrize("request_id", ["", "x" * 5000, "🦐", "' OR 1=1", "\x00"])
def test_a_request_id_that_is_not_ours_is_replaced(buyer, product, request_id):
    buyer.add(product)
    assert buyer.checkout(request_id=request_id).status_code == 302
    assert len(Order.objects.get().request_id) == 36


def test_a_province_can_be_chosen_without_a_script(buyer, product):
    buyer.add(product)
    answer = buyer.send(buyer.get("/thanh-toan/"), act="province", province="79", commune="32191")
    assert answer.status_code == 200
    assert answer.context["form"].province_code == "79"
    assert len(answer.context["form"].fields["commune"].choices) == 169
    assert 'value="Nguyễn Thị Hồng Ngọc"' in words(answer)
    assert Order.objects.count() == 0


def test_communes_for_the_pages_script(buyer):
    found = buyer.get("/thanh-toan/xa/?tinh=96")
    assert ["32191", "Xã Năm Căn"] in found.json()["communes"]
    assert "max-age" in found["Cache-Control"]
    for nonsense in ("", "00", "🦐", "9" * 300):
        assert buyer.get("/thanh-toan/xa/", data={"tinh": nonsense}).status_code == 404


def test_details_are_remembered_only_when_asked(buyer, product):
    buyer.add(product)
    buyer.checkout()
    buyer.add(product)
    assert 'value="Nguyễn Thị Hồng Ngọc"' not in words(buyer.get("/thanh-toan/"))
    buyer.checkout(remember="on", province="79", commune="27301")
    buyer.add(product)
    page = words(buyer.get("/thanh-toan/"))
    assert 'value="Nguyễn Thị Hồng Ngọc"' in page
    assert 'value="0912 345 678"' in page
    assert '<option value="27301" selected>Phường Chợ Quán' in page
    buyer.checkout()
    buyer.add(product)
    assert 'value="Nguyễn Thị Hồng Ngọc"' not in words(buyer.get("/thanh-toan/"))


def test_an_empty_basket_has_nothing_to_check_out(buyer, product):
    assert buyer.get("/thanh-toan/")["Location"] == "/gio-hang/"
    assert buyer.post("/thanh-toan/", TYPED)["Location"] == "/gio-hang/"


def test_a_form_from_elsewhere_is_refused(product):
    buyer = Buyer(Client(enforce_csrf_checks=True))
    buyer.add(product)
    assert buyer.client.post("/thanh-toan/", TYPED).status_code == 403
    assert Order.objects.count() == 0


def test_more_than_vnpay_can_carry_is_refused_in_words(buyer, product):
    StockRecord.objects.filter(product=product).update(price=100_000_000, num_in_stock=5000)
    buyer.add(product, 999)
    answer = buyer.checkout()
    assert answer.status_code == 409
    assert "lớn quá mức cho một đơn" in words(answer)
