"""A stall with an open phone, and buyers' orders that wait for their payment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from websockets.sync.client import ClientConnection, connect

from base.money import Dong
from catalogue.models import Category
from events.dispatcher import dispatch_all
from notifications.topics import of_seller
from orders.services import OrderRequest, WantedLine, place_order
from payments.models import PaymentAttempt
from people.models import User
from sellers.models import Partner
from sellers.services import approve_product, approve_seller, list_product, register_seller
from sellers.services.listings import ListingInput
from tests.storefront.buying.gateway import start


@dataclass
class Stall:
    """Its keeper, its one product, and a number for the next order."""

    keeper: User
    seller: Partner
    product_id: int
    numbers: Iterator[int]

    def order(self) -> PaymentAttempt:
        """An order of one bag that is about to be paid."""
        request = OrderRequest(f"bench-{next(self.numbers)}", (WantedLine(self.product_id, 1),), "vnpay")
        return start(place_order(request=request))

    @contextmanager
    def follow(self, base: str) -> Iterator[ClientConnection]:
        """The keeper's phone, which has heard of everything so far."""
        dispatch_all()
        cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={_logged_in(self.keeper).session_key}"}
        address = f"{base.replace('http', 'ws')}/ws/"
        with connect(address, origin=base, additional_headers=cookie) as socket:  # type: ignore[call-overload]
            socket.send(json.dumps({"subscribe": of_seller(self.seller.pk), "after": 0}))
            socket.recv(timeout=30)
            yield socket


def open_stall() -> Stall:
    """On an empty database."""
    keeper = User.objects.create_user("+84912000001", full_name="Thạch Thị Lan")
    operator = User.objects.create_user("+84912000004", full_name="Nguyễn Văn Tuấn")
    seller = register_seller(user=keeper, name="Sạp chị Lan", holder_name="Thạch Thị Lan", commune_code="32191")
    approve_seller(seller_id=seller.pk, operator=operator)
    category = Category.add_root(name="Hải sản khô", slug="hai-san-kho")
    listing = ListingInput("Tôm khô Rạch Gốc", Dong(780_000), "túi 500 g", 90_000, category.pk)
    product = list_product(seller_id=seller.pk, listing=listing)
    approve_product(product_id=product.pk, operator=operator)
    return Stall(keeper, seller, product.pk, count())


def _logged_in(user: User) -> SessionStore:
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.save()
    return session
