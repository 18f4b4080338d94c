"""Lan's phone, goods on her stall, and orders that reach it."""

import itertools

import pytest

from orders.services import DeliveryAddress, OrderRequest, WantedLine, place_order
from sellers.services import approve_seller, register_seller
from tests.catalogue.pictures import jpeg

BUYER = DeliveryAddress("Trần Minh", "+84912000002", "12 đường Hùng Vương", "26740", "79", "Gọi trước khi giao")
_numbers = itertools.count()


@pytest.fixture
def phone(client, lan, lans_stall):
    """A browser in which Lan is logged in."""
    client.force_login(lan)
    return client


@pytest.fixture
def categories(db):
    from catalogue.categories import ensure_categories

    return ensure_categories()


@pytest.fixture
def buy():
    """Place an order for one product, paid on delivery, and return the seller's part: buy(product, 2)."""

    def place(product, quantity=1, method="cod"):
        lines = (WantedLine(product.pk, quantity),)
        request = OrderRequest(f"buy-{next(_numbers)}", lines, method, address=BUYER)
        return place_order(request=request).seller_orders.get()

    return place


@pytest.fixture
def other_stall(stranger, tuan):
    """Somebody else's open stall."""
    seller = register_seller(user=stranger, name="Sạp người khác", holder_name="Người Lạ", commune_code="32244")
    approve_seller(seller_id=seller.pk, operator=tuan)
    return seller


@pytest.fixture
def photo_file():
    """A photo as a browser sends it."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    def make(content=None, name="tom.jpg", kind="image/jpeg"):
        return SimpleUploadedFile(name, jpeg().getvalue() if content is None else content, kind)

    return make


@pytest.fixture
def typed():
    """A listing as it is typed, all of it right."""
    return {
        "request_id": "listing-0001",
        "title": "Tôm khô Rạch Gốc loại 1",
        "category": "",
        "unit": "túi 500 g",
        "price": "780.000",
        "quantity": "40",
        "description": "Phơi ba nắng 🦐",
    }
