"""How long our market takes to write an order over three producers: prints the median in milliseconds."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median

import django

from bench.shops import Shop

STALLS, ORDERS, WARM_UP = 3, 100, 10
#: Milliseconds of ours may be so many times stock Oscar's.
PROMISED = 1.5


def compare(stock: Shop, ours: Shop) -> tuple[float, float]:
    """Median milliseconds of an order: stock Oscar's of one seller's goods, ours of as many goods of three."""
    return _measured(stock, "bench.stock.ordering"), _measured(ours, "bench.ordering")


def _measured(shop: Shop, module: str) -> float:
    command = [sys.executable, "-m", module, str(ORDERS)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | shop.environment)
    return float(done.stdout.split()[-1])


def main(orders: int) -> None:
    """Place so many orders, one after the other."""
    django.setup()
    from sellers.models import StockRecord

    on_sale = StockRecord.objects.filter(product__listing="live", partner__state="approved").order_by("pk")
    by_seller = dict(on_sale[:2000].values_list("partner_id", "product_id"))
    products = list(by_seller.values())[:STALLS]
    StockRecord.objects.filter(product_id__in=products).update(num_in_stock=10_000_000)
    seconds = [_place(products, number) for number in range(orders + WARM_UP)]
    sys.stdout.write(f"{1000 * median(seconds[WARM_UP:]):.3f}\n")


def _place(products: list[int], number: int) -> float:
    from orders.services import DeliveryAddress, OrderRequest, WantedLine, place_order

    lines = tuple(WantedLine(product, 1) for product in products)
    address = DeliveryAddress("Buyer", "+84912000002", "Ấp 3", "32191", "96")
    request = OrderRequest(f"bench-{number}-{os.getpid()}", lines, "cod", address=address)
    begun = time.perf_counter()
    order = place_order(request=request)
    spent = time.perf_counter() - begun
    if order.seller_orders.count() != STALLS:
        raise SystemExit("the order does not go to three stalls")
    return spent


if __name__ == "__main__":
    main(int(sys.argv[1]))
