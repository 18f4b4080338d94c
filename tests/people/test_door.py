"""`/dang-nhap/`, as a browser walks through it."""

import json

import pytest
from django.test import Client

from people.models import OneTimeCode, User
from people.services import set_second_factor

pytestmark = pytest.mark.django_db
NUMBER, WORDS = "0912 345 678", "rừng đước xanh"


def digits(settings):
    """What the last message said."""
    text = json.loads(settings.MESSAGES_FILE.read_text().splitlines()[-1])["text"]
    return next(word.strip(",") for word in text.split() if word.strip(",").isdigit() and len(word.strip(",")) == 6)


@pytest.fixture
def come(client, settings):
    """come(number, next_) → the answer to the right code."""

    def come(number=NUMBER, next_=""):
        asked = client.post(f"/dang-nhap/?next={next_}", {"phone": number})
        assert asked["Location"] == "/dang-nhap/ma/"
        return client.post("/dang-nhap/ma/", {"code": digits(settings)})

    return come


def test_a_stranger_comes_in_by_code_and_gets_a_new_session_key(client, come):
    client.get("/dang-nhap/")
    answer = come()
    assert answer["Location"] == "/"
    assert client.session["_auth_user_id"] == str(User.objects.get(phone="+84912345678").pk)
    assert "door" not in {name for name, cookie in client.cookies.items() if cookie.value}


def test_the_session_key_is_new(client, come):
    session = client.session
    session["planted"] = 1
    session.save()
    before = session.session_key
    come()
    assert client.session.session_key != before


def test_the_message_is_plain_short_and_names_the_market(come, settings):
    come()
    message = json.loads(settings.MESSAGES_FILE.read_text())
    assert message["to"] == "+84912345678"
    assert message["text"].startswith("Cho Duoc: ma dang nhap cua ban la ")
    assert message["text"].isascii()
    assert len(message["text"]) <= 160


def test_the_digits_are_on_no_page_and_in_no_row(client, settings):
    page = client.post("/dang-nhap/", {"phone": NUMBER}, follow=True)
    code = digits(settings)
    assert code not in page.text
    assert code not in str(list(OneTimeCode.objects.values("code_hash", "browser_hash")))


def test_known_unknown_and_closed_numbers_get_the_same_answer(minh, stranger, settings):
    User.objects.filter(pk=stranger.pk).update(is_active=False)
    pages = []
    for number in ("0912000001", "0912000002", "0912000009"):
        client = Client()
        asked = client.post("/dang-nhap/", {"phone": number})
        page = client.get("/dang-nhap/ma/")
        refused = client.post("/dang-nhap/ma/", {"code": "000000" if digits(settings) != "000000" else "000001"})
        pages.append(
            (asked.status_code, asked["Location"], _bare(page, number), refused.status_code, _bare(refused, number))
        )
    assert pages[0] == pages[1] == pages[2]
    assert pages[0][3] == 422


def _bare(page, number):
    text = page.text.replace(f"{number[:4]} {number[4:7]} {number[7:]}", "NUMBER")
    token = text.split('name="csrfmiddlewaretoken" value="')
    return "".join([token[0], *(part.split('"', 1)[1] for part in token[1:])])


def test_a_closed_account_does_not_come_in_and_is_not_told(client, come, minh):
    User.objects.filter(pk=minh.pk).update(is_active=False)
    answer = come("0912000002")
    assert answer.status_code == 422
    assert "Mã chưa đúng" in answer.text
    assert "_auth_user_id" not in client.session


def test_another_browser_with_the_right_digits_stays_outside(client, settings):
    client.post("/dang-nhap/", {"phone": NUMBER})
    other = Client()
    other.post("/dang-nhap/", {"phone": "0912345679"})
    sent = [json.loads(line) for line in settings.MESSAGES_FILE.read_text().splitlines()]
    stolen = next(word.strip(",") for word in sent[0]["text"].split() if word.strip(",").isdigit())
    assert other.post("/dang-nhap/ma/", {"code": stolen}).status_code == 422
    assert other.get("/dang-nhap/ma/").status_code == 200


@pytest.mark.parametrize(
    "typed", ["", "12", "0112345678", "0212345678", "chín một hai", "🦐🦐🦐", "0" * 5000, "09123456789", "' OR 1=1"]
)
def test_bad_numbers_are_answered_beside_the_field_and_kept(client, typed):
    answer = client.post("/dang-nhap/", {"phone": typed})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert not OneTimeCode.objects.exists()
    if typed and len(typed) < 20 and "'" not in typed:
        assert f'value="{typed}"' in answer.text


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "१२३४५६", "🦐" * 6, "1" * 5000])
def test_bad_codes_are_answered_beside_the_field_and_cost_no_try(client, typed):
    client.post("/dang-nhap/", {"phone": NUMBER})
    answer = client.post("/dang-nhap/ma/", {"code": typed})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert OneTimeCode.objects.get().tries_left == 5


def test_spaces_in_the_code_are_forgiven(client, settings):
    client.post("/dang-nhap/", {"phone": NUMBER})
    code = digits(settings)
    assert client.post("/dang-nhap/ma/", {"code": f" {code[:3]} {code[3:]}"})["Location"] == "/"


def test_an_impatient_finger_asks_once(client, settings):
    client.post("/dang-nhap/", {"phone": NUMBER})
    client.post("/dang-nhap/", {"phone": NUMBER})
    assert client.post("/dang-nhap/ma/lai/")["Location"] == "/dang-nhap/ma/"
    assert len(settings.MESSAGES_FILE.read_text().splitlines()) == 1


def test_too_often_says_how_long_to_wait(client):
    client.post("/dang-nhap/", {"phone": NUMBER})
    answer = Client().post("/dang-nhap/", {"phone": NUMBER})
    assert answer.status_code == 429
    assert "giây rồi thử lại" in answer.text


def test_a_gateway_that_is_down_is_said_plainly(client, settings):
    settings.MESSAGE_SENDERS = {"sms": "tests.people.test_door.DeadGateway"}
    answer = client.post("/dang-nhap/", {"phone": NUMBER})
    assert answer.status_code == 503
    assert "Chưa gửi được tin nhắn" in answer.text


class DeadGateway:
    def send(self, message):
        from base.errors import TemporaryFailure

        raise TemporaryFailure


def test_the_later_steps_need_the_earlier_ones(client):
    for path in ("/dang-nhap/ma/", "/dang-nhap/mat-khau/"):
        assert client.get(path)["Location"] == "/dang-nhap/"
    assert client.post("/dang-nhap/ma/lai/")["Location"] == "/dang-nhap/"
    client.cookies["door"] = "forged:by:hand"
    assert client.get("/dang-nhap/mat-khau/")["Location"] == "/dang-nhap/"


@pytest.mark.parametrize(
    ("wanted", "lands"),
    [
        ("/gio-hang/", "/gio-hang/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/dang-nhap/", "/"),
    ],
)
def test_where_one_goes_next(come, wanted, lands):
    assert come(next_=wanted)["Location"] == lands


def test_a_seller_lands_in_the_stall(come, lans_stall):
    assert come("0912000001")["Location"] == "/ban-hang/"


@pytest.mark.parametrize(
    ("who", "number", "lands"), [("tuan", "0912000004", "/dieu-hanh/"), ("hoa", "0912000003", "/thong-ke/")]
)
def test_staff_answer_a_second_question(client, come, request, who, number, lands):
    set_second_factor(user=request.getfixturevalue(who), password=WORDS)
    assert come(number)["Location"] == "/dang-nhap/mat-khau/"
    assert "_auth_user_id" not in client.session
    refused = client.post("/dang-nhap/mat-khau/", {"password": "đoán mò"})
    assert refused.status_code == 422
    assert "Mật khẩu chưa đúng" in refused.text
    assert "đoán mò" not in refused.text
    assert client.post("/dang-nhap/mat-khau/", {"password": WORDS})["Location"] == lands


def test_who_is_in_is_led_on_and_can_leave(client, come, minh):
    come("0912000002")
    assert client.get("/dang-nhap/?next=/gio-hang/")["Location"] == "/gio-hang/"
    assert client.get("/dang-nhap/ra/").status_code == 405
    assert client.post("/dang-nhap/ra/")["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_the_demo_says_where_messages_are(client, settings):
    client.post("/dang-nhap/", {"phone": NUMBER})
    assert "messages.jsonl" in client.get("/dang-nhap/ma/").text
    settings.DEMO = False
    assert "messages.jsonl" not in client.get("/dang-nhap/ma/").text


def test_nothing_at_the_door_is_kept_by_caches(client):
    assert "no-store" in client.get("/dang-nhap/")["Cache-Control"]
