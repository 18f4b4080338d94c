"""Vietnamese until somebody chooses otherwise in the menu, whatever the phone says of itself."""

from __future__ import annotations

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGES = ("/", "/dang-nhap/", "/tim-kiem/", "/gio-hang/", "/hoi-cho/ghep-may/", "/khong-co/")
#: What is called the same in every language here.
NAMES = re.compile("Chợ Đước|Cà Mau|CÀ MAU|Tiếng Việt|Năm Căn|Bạc Liêu|Thới Bình|giác")
VIETNAMESE = re.compile(r"[^\W\d_]*[À-ɏḀ-ỿ][^\W\d_]*")


def words(answer):
    """What a person reads or hears: text and what attributes say, without scripts and the menu of languages."""
    markup = re.sub(r'<details class="menu".*?</details>|<script.*?</script>', "", answer.content.decode(), flags=re.S)
    said = re.findall(r'(?:aria-label|alt|title|placeholder|content)="([^"]*)"', markup)
    return " ".join([re.sub(r"<[^>]+>", " ", markup), *said])


def choose(client, code):
    return client.post("/i18n/setlang/", {"language": code, "next": "/dang-nhap/"})


@pytest.mark.parametrize("said", ["en-US,en;q=0.9", "km", "fr"])
def test_what_the_phone_asks_for_is_not_listened_to(said):
    answer = Client(headers={"accept-language": said}).get("/dang-nhap/")
    assert answer["Content-Language"] == "vi"
    assert "Gửi mã cho tôi" in answer.content.decode()


def test_the_choice_in_the_menu_is_kept(client):
    assert choose(client, "en")["Location"] == "/dang-nhap/"
    answer = client.get("/dang-nhap/")
    assert answer["Content-Language"] == "en"
    assert '<html lang="en"' in answer.content.decode()
    assert "Send me a code" in words(answer)
    choose(client, "vi")
    assert "Gửi mã cho tôi" in words(client.get("/dang-nhap/"))


def test_a_language_that_the_market_does_not_speak_is_vietnamese(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    assert client.get("/dang-nhap/")["Content-Language"] == "vi"


@pytest.mark.parametrize("path", PAGES)
def test_an_english_page_is_english(client, path):
    assert VIETNAMESE.findall(NAMES.sub("", words(client.get(path))))
    choose(client, "en")
    assert VIETNAMESE.findall(NAMES.sub("", words(client.get(path)))) == []


def test_errors_beside_a_field_are_said_in_the_chosen_language(client):
    choose(client, "en")
    answer = client.post("/dang-nhap/", {"phone": "12"})
    assert "This phone number is not right." in answer.content.decode()


def test_an_error_of_the_interface_is_said_in_the_chosen_language(client):
    choose(client, "en")
    answer = client.post("/api/v1/kiosk/pair", {"code": "AAAA-AAAA", "name": "1"}, content_type="application/json")
    assert (
        answer.json()["message"]
        == "Wrong code, used already, or more than 10 minutes old. Get a new code and enter it."
    )


def test_states_stalls_and_numbers_follow_the_choice(client, lans_stall, make_product):
    shown = make_product(lans_stall)
    assert "Hải sản khô" in words(client.get("/"))
    choose(client, "en")
    page = words(client.get(f"/san-pham/{shown.slug}_{shown.pk}/"))
    assert "Dried seafood" in page
    assert "780.000\u00a0₫" in page
    assert "Tôm khô Rạch Gốc" in page, "what a producer wrote stays as it was written"
