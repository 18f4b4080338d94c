"""What people type at the checkout, and what they are told."""

import pytest

from marketplace.storefront.buying.forms import CheckoutForm
from orders.services import DeliveryAddress
from tests.storefront.buying.buyer import TYPED

TEN_DIGITS = "Số di động có 10 chữ số, ví dụ 0912\u00a0345\u00a0678."
NOT_OURS = f"Đây không phải số di động ở Việt Nam. {TEN_DIGITS}"


def errors(**changes):
    form = CheckoutForm(TYPED | changes)
    return {name: list(said) for name, said in form.errors.items()}


def test_what_is_typed_well_becomes_an_address():
    form = CheckoutForm(TYPED | {"name": "  Nguyễn  Thị\tHồng Ngọc "})
    assert form.is_valid()
    assert form.address() == DeliveryAddress(
        "Nguyễn Thị Hồng Ngọc", "+84912345678", "128/5 Trần Hưng Đạo", "32191", "96", "Gọi trước khi tới"
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0912 34 56", f"Số này thiếu 2 chữ số. {TEN_DIGITS}"),
        ("0912.345.678.9", f"Số này thừa 1 chữ số. {TEN_DIGITS}"),
        ("0212 345 678", NOT_OURS),
        ("+1 202 555 0143", NOT_OURS),
        ("số của má", NOT_OURS),
        ("9" * 5000, TEN_DIGITS),
        ("", "Ghi số điện thoại, để người giao gọi khi tới. Ví dụ 0912\u00a0345\u00a0678."),
    ],
)
def test_a_wrong_number_is_explained(typed, said):
    assert errors(phone=typed) == {"phone": [said]}


@pytest.mark.parametrize(
    "typed", ["0912345678", "+84 912 345 678", "84912345678", "0912-345-678", "0912\u00a0345\u00a0678"]
)
def test_a_number_may_be_written_as_one_likes(typed):
    form = CheckoutForm(TYPED | {"phone": typed})
    assert form.is_valid()
    assert form.cleaned_data["phone"] == "+84912345678"


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"name": ""}, "name", "Ghi tên người nhận, để người giao gọi đúng tên."),
        ({"name": "🦐🦐"}, "name", "Ghi bằng chữ, để người giao đọc được."),
        ({"name": "N" * 5000}, "name", "Dài quá: nhiều nhất 120 chữ, bạn ghi 5000 chữ."),
        ({"name": "Ngọc\x00"}, "name", "Có ký tự lạ trong ô này. Xóa đi rồi ghi lại."),
        ({"line": "   "}, "line", "Ghi số nhà và đường, hoặc tên ấp, khóm."),
        ({"line": "Đ" * 201}, "line", "Dài quá: nhiều nhất 200 chữ, bạn ghi 201 chữ."),
        ({"note": "N" * 301}, "note", "Dài quá: nhiều nhất 300 chữ, bạn ghi 301 chữ."),
        ({"province": "00"}, "province", "Chọn một tỉnh trong danh sách."),
        ({"commune": ""}, "commune", "Chọn xã hoặc phường."),
        ({"province": "79"}, "commune", "Xã, phường này không thuộc tỉnh đã chọn. Chọn lại."),
        ({"commune": "99999"}, "commune", "Xã, phường này không thuộc tỉnh đã chọn. Chọn lại."),
        ({"payment_method": "till_cash"}, "payment_method", "Chọn một cách trả tiền trong danh sách."),
        ({"payment_method": ""}, "payment_method", "Chọn cách trả tiền."),
    ],
)
def test_each_wrong_field_says_what_to_do(changes, field, said):
    assert errors(**changes) == {field: [said]}


def test_names_of_all_kinds_are_names():
    for name in ("Ó", "Y Blim Niê", "ថាច់ ធី លាន", "O'Neil-Sơn"):
        assert errors(name=name) == {}


def test_the_markets_own_province_stands_first_chosen():
    form = CheckoutForm()
    assert form.province_code == "96"
    assert len(form.fields["province"].choices) == 34
    assert len(form.fields["commune"].choices) == 65
