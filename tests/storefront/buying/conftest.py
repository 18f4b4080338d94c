"""Three stalls and a buyer."""

import pytest

from sellers.models import Partner
from sellers.services import approve_seller, register_seller
from tests.conftest import person
from tests.storefront.buying.buyer import Buyer


@pytest.fixture
def buyer(db):
    return Buyer()


@pytest.fixture
def open_stall(db, tuan):
    """Open another stall: open_stall("Sạp anh Tư", commune="32062", free_from=500_000)."""
    opened = iter(range(10, 99))

    def open_one(name, commune="32062", fee=25_000, free_from=None):
        holder = person(f"+849120000{next(opened)}", f"Người giữ {name}")
        seller = register_seller(user=holder, name=name, holder_name=holder.full_name, commune_code=commune)
        approve_seller(seller_id=seller.pk, operator=tuan)
        Partner.objects.filter(pk=seller.pk).update(
            delivery_fee_vnd=fee, free_delivery_from_vnd=free_from, phone=holder.phone
        )
        seller.refresh_from_db()
        return seller

    return open_one


@pytest.fixture
def product(lans_stall, make_product):
    """Five bags of dried shrimp."""
    return make_product(lans_stall)


@pytest.fixture
def order_of(product):
    """Place an order through the services: order_of(method="vnpay", quantity=2)."""
    from orders.services import DeliveryAddress, OrderRequest, WantedLine, place_order

    placed = iter(range(1000))
    address = DeliveryAddress("Nguyễn Thị Hồng Ngọc", "+84912345678", "128/5 Trần Hưng Đạo", "32191", "96")

    def place(method="cod", quantity=1, goods=None, **more):
        lines = tuple(WantedLine(one.pk, quantity) for one in goods or [product])
        request = OrderRequest(f"order-{next(placed)}", lines, method, address=address, **more)
        return place_order(request=request)

    return place
