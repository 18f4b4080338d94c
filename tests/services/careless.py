"""Pages of four processes that look at the stock first and take it afterwards, whatever the row says by then.

Imported once, before the processes are forked: one meeting point for all four. Each serves one request at a time,
so four buyers have looked before any of the four takes. The database must not mind (`stock_not_oversold`).
"""

from __future__ import annotations

import multiprocessing

from marketplace.storefront.buying.views import checkout
from marketplace.wsgi import application
from orders.services import placing
from tests.races.forgetting import promise_anything
from tests.races.serving import PATIENCE

__all__ = ["application"]

PROCESSES = 4

everybody = multiprocessing.Barrier(PROCESSES, timeout=PATIENCE)
take = checkout.order_basket


def meet_and_take(**wish):
    """`order_basket`, once a buyer in each process has looked."""
    everybody.wait()
    return take(**wish)


checkout.order_basket = meet_and_take
placing.reserve_stock = promise_anything
