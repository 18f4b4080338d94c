"""`python -m tests.deploy.backup.village`: a village's market on SQLite, made by its own services."""

from __future__ import annotations

import django
from django.core.management import call_command

django.setup()

from base.money import Dong  # noqa: E402
from catalogue.models import Category  # noqa: E402
from events.dispatcher import dispatch_all  # noqa: E402
from orders.services import OrderRequest, WantedLine, place_order  # noqa: E402
from payments.ledger.services import post_entry  # noqa: E402
from sellers.services import approve_product, approve_seller, list_product, register_seller  # noqa: E402
from sellers.services.listings import ListingInput  # noqa: E402
from tests.conftest import person  # noqa: E402

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    lan, tuan = person("+84912000001", "Thạch Thị Lan"), person("+84912000004", "Nguyễn Văn Tuấn", "operator")
    stall = register_seller(user=lan, name="Sạp chị Lan", holder_name="Thạch Thị Lan", commune_code="32191")
    approve_seller(seller_id=stall.pk, operator=tuan)
    dried = Category.add_root(name="Hải sản khô", slug="hai-san-kho")
    listing = ListingInput("Tôm khô Rạch Gốc", Dong(780_000), "túi 500 g", 9, dried.pk)
    goods = list_product(seller_id=stall.pk, listing=listing)
    approve_product(product_id=goods.pk, operator=tuan)
    for name in ("minh", "hoa"):
        place_order(request=OrderRequest(name, (WantedLine(goods.pk, 1),), "cod"))
    money = Dong(780_000)
    post_entry(reference="one", kind="capture", debit={"till:9": money}, credit={"order:1": money})
    dispatch_all()
