"""The producer says what delivery costs."""

import pytest

from sellers.models import DeliveryRate

pytestmark = pytest.mark.django_db


def save(phone, **typed):
    return phone.post("/ban-hang/phi-giao/", {"request_id": "rates-0001", **typed}, follow=True)


def test_zones_that_are_filled_in_are_kept(phone, lans_stall):
    answer = save(phone, commune_base="10.000", province_base="20.000", province_extra="5.000")
    assert "Đã lưu phí giao" in answer.content.decode()
    kept = list(lans_stall.delivery_rates.order_by("zone").values_list("zone", "base_vnd", "extra_kg_vnd"))
    assert kept == [("commune", 10_000, 0), ("province", 20_000, 5_000)]
    assert 'value="20.000"' in phone.get("/ban-hang/phi-giao/").content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"commune_base": "mười"}, "Giá chỉ gồm chữ số"),
        ({"commune_base": "9.000.000"}, "cao quá"),
        ({"commune_extra": "2.000"}, "Ghi phí cho 2 kg đầu trước"),
    ],
)
def test_what_cannot_be_right_is_explained(phone, typed, told):
    answer = save(phone, **typed)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not DeliveryRate.objects.exists()


def test_what_is_kept_back_is_not_sold_on_the_web(phone, lans_stall, make_product):
    product = make_product(lans_stall, quantity=5)
    typed = {"request_id": "keep-0001", "command": "keep", "units": "2"}
    answer = phone.post(f"/ban-hang/hang/{product.pk}/trang-thai/", typed, follow=True)
    assert "Đã ghi số giữ lại" in answer.content.decode()
    stock = product.stockrecords.get()
    assert (stock.safety_stock, stock.net_stock_level) == (2, 3)
    wrong = phone.post(f"/ban-hang/hang/{product.pk}/trang-thai/", typed | {"units": "x"})
    assert wrong.status_code == 422
