"""What cannot be right is refused in plain words beside its field; what was typed, photo included, stays."""

import re

import pytest
from PIL import Image

from catalogue.models import Product
from sellers.models import Partner
from tests.catalogue.pictures import file_of, jpeg

pytestmark = pytest.mark.django_db
NEW = "/ban-hang/dang-hang/"

WRONG = [
    ("price", "0", "Giá phải lớn hơn 0"),
    ("price", "34", "34\u00a0₫ thấp quá. Bạn muốn ghi 34.000\u00a0₫?"),
    ("price", "-120000", "Giá chỉ gồm chữ số"),
    ("price", "1000000000000000", "cao quá"),
    ("price", "9" * 400, "cao quá"),
    ("price", "1e9", "Giá chỉ gồm chữ số"),
    ("price", "🦐", "Giá chỉ gồm chữ số"),
    ("price", "٣٤٠٠٠", "Giá chỉ gồm chữ số"),
    ("price", "", "Ghi giá bán"),
    ("quantity", "1.5", "Số lượng là số nguyên"),
    ("quantity", "1,5", "Số lượng là số nguyên"),
    ("quantity", "0", "Ghi ít nhất 1"),
    ("quantity", "-3", "Số lượng là số nguyên"),
    ("quantity", "100001", "100.001 nhiều quá"),
    ("quantity", "1" + "0" * 15, "Số lượng là số nguyên"),
    ("quantity", "🦐", "Số lượng là số nguyên"),
    ("title", "🦐🦐🦐", "Bỏ hình “🦐”"),
    ("title", "Tôm khô 🦐", "Bỏ hình “🦐”"),
    ("title", "Tôm " * 1250, "Dài quá: 4999 ký tự"),
    ("title", "a" * 5000, "Dài quá: 5000 ký tự"),
    ("title", "12345", "Ghi bằng chữ"),
    ("title", "", "Ghi tên món"),
    ("title", "\u200b\u200b\u202e", "Ghi bằng chữ"),
    ("title", "à", "Tên ngắn quá"),
    ("unit", "kg" * 50, "Dài quá"),
    ("unit", "500", "Ghi bằng chữ"),
    ("category", "khong-co", "Chọn một gian trong danh sách"),
    ("description", "x" * 5000, "Dài quá: 5000 ký tự"),
    ("ingredients", "x" * 5000, "Dài quá: 5000 ký tự"),
]


@pytest.mark.parametrize(("field", "value", "words"), WRONG)
def test_a_wrong_field_is_named_and_everything_stays(phone, categories, typed, photo_file, field, value, words):
    answer = phone.post(NEW, typed | {"photo": photo_file(), field: value})
    page, form = answer.content.decode(), answer.context["form"]
    assert answer.status_code == 422
    assert list(form.errors) == [field]
    assert words in str(form.errors[field][0])
    assert f'id="id_{field}_error"' in page
    kept = typed | {field: value}
    assert all(form[name].value() == kept[name] for name in typed if name != "request_id")
    assert re.search(r'name="photo_token" value="[\w-]{43}"', page)
    assert f'value="{typed["request_id"]}"' in page
    assert not Product.objects.exists()


def test_the_mended_form_uses_the_photo_that_was_kept(phone, categories, typed, photo_file):
    token = phone.post(NEW, typed | {"photo": photo_file(), "price": "34"}).context["photo_token"]
    assert phone.post(NEW, typed | {"photo_token": token}).status_code == 302
    assert Product.objects.get().images.count() == 1


@pytest.mark.parametrize("token", ["", "\x00", "x" * 43, "x" * 5000, "../../etc/passwd", "🦐"])
def test_a_token_that_names_no_photo_is_no_photo(phone, categories, typed, token):
    answer = phone.post(NEW, typed | {"photo_token": token})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["photo"]


def test_characters_that_cannot_be_seen_are_left_out(phone, categories, typed, photo_file):
    phone.post(NEW, typed | {"photo": photo_file(), "title": "Tôm\x00 khô\u202e ngon", "description": "a\x00b\x1b"})
    product = Product.objects.get()
    assert (product.title, product.description) == ("Tôm khô ngon", "ab")


PHOTOS = [
    (b"Day khong phai anh", "không phải ảnh"),
    (b"", "Ảnh chưa tới được chợ"),
    (file_of(Image.new("1", (12_000, 6_000)), "PNG").getvalue(), "Ảnh lớn quá"),
]


@pytest.mark.parametrize(("content", "words"), PHOTOS)
def test_what_is_no_photo_is_refused_and_the_words_stay(phone, categories, typed, photo_file, content, words):
    answer = phone.post(NEW, typed | {"photo": photo_file(content)})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["photo"]
    assert words in answer.context["form"].errors["photo"][0]
    assert typed["title"] in answer.content.decode()


def test_a_bad_photo_does_not_push_out_the_good_one_before_it(phone, categories, typed, photo_file):
    token = phone.post("/ban-hang/anh/", {"photo": photo_file()}).json()["token"]
    answer = phone.post(NEW, typed | {"photo_token": token, "photo": photo_file(b"chu")})
    assert answer.status_code == 422
    assert answer.context["photo_token"] == token


@pytest.mark.parametrize(("content", "code"), [(b"chu khong phai anh", "not_an_image"), (b"", "empty")])
def test_a_photo_sent_ahead_is_refused_in_words(phone, photo_file, content, code):
    answer = phone.post("/ban-hang/anh/", {"photo": photo_file(content)})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["message"].endswith(".")


def test_a_photo_of_forty_megapixels_is_taken(phone, photo_file):
    answer = phone.post("/ban-hang/anh/", {"photo": photo_file(jpeg(7300, 5500).getvalue())})
    assert answer.status_code == 200


@pytest.mark.parametrize("request_id", ["", "x", "a" * 65, "có dấu", "<script>"])
def test_an_id_of_the_wrong_shape_is_no_error_of_ours(phone, categories, typed, photo_file, request_id):
    answer = phone.post(NEW, typed | {"photo": photo_file(), "request_id": request_id})
    assert answer.status_code == 422
    assert "Bấm nút bên dưới lần nữa" in answer.content.decode()
    mended = typed | {key: str(answer.context[key]) for key in ("photo_token", "request_id")}
    assert phone.post(NEW, mended).status_code == 302


STALL = {"request_id": "stall-0001", "name": "Sạp cô Hai", "holder_name": "Trần Thị Hai", "commune": "32191"}
STALL |= {"kind": "household", "hamlet": "", "story": ""}
WRONG_STALL = [
    ("commune", "00004", "không thuộc tỉnh Cà Mau"),
    ("commune", "", "Chọn xã hoặc phường"),
    ("commune", "'; DROP TABLE", "không thuộc tỉnh Cà Mau"),
    ("name", "", "Đặt cho sạp một cái tên"),
    ("name", "x" * 5000, "Dài quá: 5000 ký tự"),
    ("name", "🏪 Sạp", "Bỏ hình “🏪”"),
    ("holder_name", "x" * 5000, "Dài quá"),
    ("hamlet", "x" * 5000, "Dài quá"),
    ("kind", "king", "Chọn một dòng"),
    ("story", "x" * 5000, "Dài quá"),
]


@pytest.mark.parametrize(("field", "value", "words"), WRONG_STALL)
def test_a_stall_that_cannot_be_right_is_not_opened(client, stranger, field, value, words):
    client.force_login(stranger)
    answer = client.post("/ban-hang/dang-ky/", STALL | {field: value})
    form = answer.context["form"]
    assert answer.status_code == 422
    assert list(form.errors) == [field]
    assert words in str(form.errors[field][0])
    assert form["name"].value() == (STALL | {field: value})["name"]
    assert not Partner.objects.exists()
