"""`GET /api/v1/orders/<number>`: those whom it concerns read it; to everybody else it does not exist."""

import pytest
from django.test import Client


@pytest.fixture
def two_stalls(product, open_stall, make_product, order_of, minh):
    honey = make_product(open_stall("Tổ gác kèo ong"), title="Mật ong", price=350_000)
    return order_of(goods=[product, honey], user_id=minh.pk)


def ask(order, viewer=None, **query):
    client = Client()
    if viewer:
        client.force_login(viewer)
    return client.get(f"/api/v1/orders/{order.number}", query)


def test_its_buyer_reads_all_of_it(two_stalls, minh):
    found = ask(two_stalls, minh).json()
    assert (found["number"], found["status"], found["total_vnd"]) == (two_stalls.number, "confirmed", 1_180_000)
    assert [part["seller"] for part in found["parts"]] == ["Sạp chị Lan", "Tổ gác kèo ong"]
    assert found["parts"][0]["lines"][0] | {"product_id": 0} == {
        "product_id": 0,
        "title": "Tôm khô Rạch Gốc",
        "unit": "túi 500 g",
        "quantity": 1,
        "amount_vnd": 780_000,
    }
    assert "phone" not in str(found)


def test_a_seller_reads_his_own_part(two_stalls, lan):
    found = ask(two_stalls, lan).json()
    assert [part["seller"] for part in found["parts"]] == ["Sạp chị Lan"]
    assert found["total_vnd"] == 805_000


def test_an_operator_and_whoever_has_the_link(two_stalls, tuan):
    assert len(ask(two_stalls, tuan).json()["parts"]) == 2
    assert len(ask(two_stalls, token=two_stalls.token).json()["parts"]) == 2


@pytest.mark.parametrize("query", [{}, {"token": "x" * 43}, {"token": "đ\x00🦐"}])
def test_nobody_else_learns_that_it_exists(two_stalls, stranger, hoa, query):
    for viewer in (None, stranger, hoa):
        answer = ask(two_stalls, viewer, **query)
        assert answer.status_code == 404
        assert answer.json() == {"code": "not_found", "message": "Không tìm thấy.", "fields": {}}
    missing = Client().get("/api/v1/orders/CDXXXXXXXX")
    assert (missing.status_code, missing.json()) == (answer.status_code, answer.json())
    assert Client().get("/api/v1/orders/%00").status_code == 404


def test_a_seller_does_not_see_what_is_not_paid_yet(order_of, lan):
    assert ask(order_of("vnpay"), lan).status_code == 404
