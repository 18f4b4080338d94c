"""How long stock Oscar takes to write an order of one seller's goods: prints the median in milliseconds.

Only `OrderCreator.place_order` is timed, with the address saved and the basket read before: less than a buyer of
stock Oscar waits for.
"""

from __future__ import annotations

import os
import sys
import time
from statistics import median

import django

LINES, WARM_UP = 3, 10


def main(orders: int) -> None:
    """Place so many orders, one after the other."""
    django.setup()
    from django.db.models import Count
    from oscar.apps.partner.models import Partner

    partner = Partner.objects.annotate(goods=Count("stockrecords")).filter(goods__gte=LINES).order_by("pk").first()
    stocks = list(partner.stockrecords.select_related("product").order_by("pk")[:LINES])
    partner.stockrecords.update(num_in_stock=10_000_000)
    seconds = [_place(stocks, number) for number in range(orders + WARM_UP)]
    sys.stdout.write(f"{1000 * median(seconds[WARM_UP:]):.3f}\n")


def _place(stocks, number: int) -> float:
    from oscar.apps.address.models import Country
    from oscar.apps.basket.models import Basket
    from oscar.apps.checkout.calculators import OrderTotalCalculator
    from oscar.apps.order.models import ShippingAddress
    from oscar.apps.order.utils import OrderCreator
    from oscar.apps.partner.strategy import Default
    from oscar.apps.shipping.methods import Free

    basket = Basket.objects.create()
    basket.strategy = Default()
    for stock in stocks:
        basket.add_product(stock.product, 1)
    method = Free()
    charge = method.calculate(basket)
    total = OrderTotalCalculator().calculate(basket, charge)
    address = ShippingAddress.objects.create(last_name="Buyer", line1="1 Road", country=Country.objects.first())
    begun = time.perf_counter()
    OrderCreator().place_order(
        basket=basket,
        total=total,
        shipping_method=method,
        shipping_charge=charge,
        shipping_address=address,
        order_number=f"bench-{number}-{os.getpid()}",
    )
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]))
