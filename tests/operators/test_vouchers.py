"""Tuấn gives vouchers out, sees what they cost, and ends them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from base import clock
from marketplace.audit.models import AuditEntry
from orders.services import OrderRequest, WantedLine, cancel_order, place_order
from promotions.vouchers.models import Voucher
from tests.operators.conftest import BUYER
from tests.promotions.conftest import voucher  # noqa: F401

pytestmark = pytest.mark.django_db
MAKE = "/dieu-hanh/ma-giam-gia/tao/"


def typed(**changes):
    today = clock.market_day(clock.now())
    return {
        "code": "tet2027",
        "name": "Tết Đinh Mùi",
        "percent": "10",
        "amount": "",
        "minimum": "200.000",
        "category": "",
        "bearer": "market",
        "begins": today.isoformat(),
        "ends": (today + timedelta(days=7)).isoformat(),
        "usage": "Single use",
        "most_orders": "",
        **changes,
    }


def page(answer):
    return " ".join(answer.content.decode().split())


def test_a_voucher_is_made_and_listed(desk, lans_stall, category):
    answer = desk.post(MAKE, typed(), follow=True)
    assert "Đã tạo mã." in page(answer) and "TET2027" in page(answer) and "10%, mua từ 200.000" in page(answer)
    made = Voucher.objects.get()
    assert (made.most_orders, made.usage) == (1, Voucher.SINGLE_USE)
    # Its last day is a whole one.
    last_day = clock.market_day(made.end_datetime - timedelta(microseconds=1))
    assert last_day == clock.market_day(clock.now()) + timedelta(days=7)
    assert AuditEntry.objects.get(action="voucher_made").target == "voucher:TET2027"


def test_one_that_a_producer_bears(desk, lans_stall, stall_of_hai, category):
    desk.post(MAKE, typed(bearer="seller", sellers=[str(lans_stall.pk)], category=str(category.pk)))
    offer = Voucher.objects.get().offers.get()
    assert offer.borne_by == lans_stall
    assert list(offer.benefit.range.sellers.all()) == [lans_stall]
    assert list(offer.benefit.range.included_categories.all()) == [category]
    listed = page(desk.get(reverse("operators:vouchers")))
    assert "Hải sản khô, Sạp chị Lan" in listed


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "Tết"}, "Mã có 4 tới 20 chữ cái"),
        ({"percent": ""}, "một trong hai ô"),
        ({"amount": "40.000"}, "một trong hai ô"),
        ({"percent": "95"}, "Ghi từ 1 tới 90."),
        ({"percent": "", "amount": "200.000"}, "Mua ít nhất phải lớn hơn số tiền giảm"),
        ({"bearer": "seller"}, "chọn đúng một sạp"),
        ({"ends": "2026-01-01"}, "Ngày cuối phải từ ngày đầu trở đi."),
        ({"begins": "2026-01-01", "ends": "2026-01-02"}, "Ngày này đã qua."),
        ({"most_orders": "0", "usage": "Multi-use"}, "Ghi từ 1 trở lên."),
    ],
)
def test_terms_that_cannot_be_come_back_with_what_was_typed(desk, changes, said):
    answer = desk.post(MAKE, typed(**changes))
    assert answer.status_code == 422
    assert said in page(answer) and "Tết Đinh Mùi" in page(answer)
    assert Voucher.objects.count() == 0


def test_a_code_is_given_out_once(desk):
    desk.post(MAKE, typed())
    assert "Mã này đã có." in page(desk.post(MAKE, typed()))
    assert Voucher.objects.count() == 1


def test_the_list_tells_uses_and_what_it_cost(desk, voucher, lans_stall, make_product):  # noqa: F811
    voucher("TET10", percent=10, most_orders=5)
    product = make_product(lans_stall)
    placed = [
        place_order(
            request=OrderRequest(f"v{n}", (WantedLine(product.pk, 1),), "cod", address=BUYER, voucher_code="TET10")
        )
        for n in range(2)
    ]
    listed = page(desk.get(reverse("operators:vouchers")))
    assert "2 / 5" in listed and "156.000 ₫" in listed
    cancel_order(order_number=placed[0].number, by="buyer")
    listed = page(desk.get(reverse("operators:vouchers")))
    assert "1 / 5" in listed and "78.000 ₫" in listed
    shown = page(desk.get(f"/dieu-hanh/don/{placed[1].number}/"))
    assert "Giảm giá, chợ chịu" in shown and "−78.000 ₫" in shown


def test_ending_one_asks_first(desk, voucher):  # noqa: F811
    made = voucher(percent=10)
    url = reverse("operators:voucher_end", args=[made.pk])
    assert "Ngừng mã TET10?" in page(desk.get(url))
    assert "Đã ngừng mã." in page(desk.post(url, follow=True))
    made.refresh_from_db()
    assert made.end_datetime <= clock.now()
    assert "Đã hết hạn" in page(desk.get(reverse("operators:vouchers")))
    assert AuditEntry.objects.get(action="voucher_ended").target == "voucher:TET10"
    assert "đã hết hạn." in page(desk.post(url, follow=True))


def test_the_list_asks_as_much_for_many_as_for_one(desk, voucher, django_assert_max_num_queries):  # noqa: F811
    for number in range(12):
        voucher(f"CODE{number}", percent=10)
    with django_assert_max_num_queries(40):
        desk.get(reverse("operators:vouchers"))


def test_others_do_not_see_the_desk(client, minh, voucher):  # noqa: F811
    client.force_login(minh)
    made = voucher(percent=10)
    for url in (reverse("operators:vouchers"), MAKE, reverse("operators:voucher_end", args=[made.pk])):
        assert client.get(url).status_code == 404
        assert client.post(url, typed()).status_code == 404
