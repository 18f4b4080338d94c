"""The desk is the operators': to everybody else it does not exist."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
PAGES = ("home", "work", "sellers", "listings", "orders", "deliveries", "log")


@pytest.mark.parametrize("page", PAGES)
def test_an_operator_sees_every_page(desk, page):
    assert desk.get(reverse(f"operators:{page}")).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_whoever_is_not_logged_in_is_asked_to(page):
    answer = Client().get(reverse(f"operators:{page}"))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap/?next=/dieu-hanh/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["stranger", "lan", "minh", "hoa"])
def test_to_others_the_desk_does_not_exist(request, client, role, page):
    client.force_login(request.getfixturevalue(role))
    assert client.get(reverse(f"operators:{page}")).status_code == 404


@pytest.mark.parametrize("name", ["seller_approve", "seller_reopen", "listing_approve", "replay"])
def test_looking_at_a_commands_address_does_nothing(desk, name, lans_stall):
    assert desk.get(reverse(f"operators:{name}", args=[lans_stall.pk])).status_code == 405


@pytest.mark.parametrize("name", ["seller", "listing", "seller_refuse", "seller_suspend"])
def test_what_is_not_there_is_not_found(desk, name):
    assert desk.get(reverse(f"operators:{name}", args=[999_999])).status_code == 404


def test_a_command_from_another_site_is_refused(tuan, lans_stall):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(tuan)
    assert browser.post(reverse("operators:seller_suspend", args=[lans_stall.pk]), {"reason": "0"}).status_code == 403
    lans_stall.refresh_from_db()
    assert lans_stall.state == "approved"
