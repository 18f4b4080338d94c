"""A buyer at the keyboard: puts goods in, fills in the checkout, reads what comes back."""

from __future__ import annotations

import re

from django.test import Client

#: What a careful buyer types.
TYPED = {
    "name": "Nguyễn Thị Hồng Ngọc",
    "phone": "0912 345 678",
    "line": "128/5 Trần Hưng Đạo",
    "province": "96",
    "commune": "32191",
    "note": "Gọi trước khi tới",
    "payment_method": "cod",
}


def hidden(response, name):
    """The value of a hidden field of the page's form."""
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


def words(response):
    """The page with all white space, no-break spaces too, as single spaces."""
    return " ".join(response.content.decode().split())


class Buyer:
    """One browser. It checks cross-site forgery tokens, as real ones are checked."""

    def __init__(self, client: Client | None = None) -> None:
        self.client = client or Client(enforce_csrf_checks=True)

    def get(self, path, **more):
        return self.client.get(path, **more)

    def post(self, path, data, **more):
        """A form of ours: it carries the token of the page it stood on."""
        if "csrftoken" not in self.client.cookies:
            self.client.get("/gio-hang/")
        return self.client.post(path, {"csrfmiddlewaretoken": self.client.cookies["csrftoken"].value, **data}, **more)

    def add(self, product, quantity=1, **more):
        """The + of a card, which carries no token."""
        product_id = getattr(product, "pk", product)
        return self.client.post(f"/gio-hang/them/{product_id}/", {"quantity": quantity, **more})

    def change(self, product, quantity):
        return self.post("/gio-hang/doi/", {"product_id": product.pk, "quantity": quantity})

    def checkout(self, **changes):
        """Open the checkout, fill it in, send it."""
        page = self.get("/thanh-toan/")
        assert page.status_code == 200
        return self.send(page, **changes)

    def send(self, page, **changes):
        """Send the form of a page that is open."""
        kept = {name: hidden(page, name) for name in ("request_id", "shown_total")}
        return self.post("/thanh-toan/", TYPED | kept | changes)
